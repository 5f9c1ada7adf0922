-- Request and reply routing of kemi.cfg in Lua; kemi.js does the same.

local COLLECTOR = "sip:127.0.0.1:9060"

-- Copies the message with a correlation id that groups both legs of a call at the collector.
local function trace()
	KSR.siptrace.sip_trace_dst_cid(COLLECTOR, KSR.pv.gete("$ci") .. "-abc")
end

local function relay()
	if KSR.tm.t_relay() < 0 then
		KSR.sl.sl_reply_error()
	end
end

local function within_dialog()
	if KSR.rr.loose_route() > 0 then
		relay()
	elseif KSR.is_ACK() then
		if KSR.tm.t_check_trans() > 0 then
			KSR.tm.t_relay()
		end
	else
		KSR.sl.sl_send_reply(404, "Not here")
	end
end

function ksr_request_route()
	if KSR.maxfwd.process_maxfwd(10) < 0 then
		KSR.sl.sl_send_reply(483, "Too Many Hops")
		return
	end

	-- a retransmission is answered by its transaction and is not traced again
	if not KSR.is_ACK() and not KSR.is_CANCEL() and KSR.tm.t_check_trans() == 0 then
		return
	end

	trace()

	if KSR.is_CANCEL() then
		if KSR.tm.t_check_trans() > 0 then
			KSR.tm.t_relay()
		end
		return
	end

	if KSR.siputils.has_totag() > 0 then
		within_dialog()
		return
	end

	if KSR.is_OPTIONS() then
		KSR.sl.sl_send_reply(200, "Keepalive")
		return
	end

	if KSR.is_REGISTER() then
		if KSR.registrar.save("location", 0) < 0 then
			KSR.sl.sl_reply_error()
		end
		return
	end

	if KSR.registrar.lookup("location") < 0 then
		KSR.info("nobody registered as " .. KSR.pv.gete("$ru") .. "\n")
		KSR.sl.sl_send_reply(404, "Not Found")
		return
	end

	if KSR.is_INVITE() then
		KSR.rr.record_route()
		KSR.tm.t_on_failure("ksr_failure_calls")
	end

	relay()
end

function ksr_reply_route()
	trace()
end

function ksr_failure_calls()
	KSR.info("call " .. KSR.pv.gete("$ci") .. " was not answered\n")
end
