-- Twenty KSR calls, as the beginning of a routing script makes them.
function ksr_request_route()
	if KSR.maxfwd.process_maxfwd(10) < 0 then
		KSR.sl.sl_send_reply(483, "Too Many Hops")
		KSR.x.exit()
	end
	if KSR.is_INVITE() or KSR.is_method_in("BCR") then
		return 1
	end
	local from = KSR.kx.get_furi()
	local user = KSR.pv.gete("$rU")
	KSR.pv.sets("$var(caller)", from)
	KSR.pv.seti("$var(calls)", KSR.pv.get("$var(calls)") + 1)
	if KSR.corex.has_user_agent() > 0 and string.find(KSR.kx.gete_ua(), "scanner") then
		KSR.x.exit()
	end
	KSR.setflag(3)
	if KSR.isflagset(4) or KSR.siputils.has_totag() > 0 then
		return 1
	end
	if KSR.hdr.is_present("X-None") > 0 then
		KSR.hdr.remove("X-None")
	end
	local id = KSR.kx.get_callid()
	local source = KSR.kx.get_srcip() .. ":" .. KSR.kx.get_srcport()
	KSR.pv.sets("$avp(source)", source)
	KSR.force_rport()
	if KSR.pv.is_null("$avp(source)") or id == user then
		KSR.x.exit()
	end
	KSR.sl.sl_send_reply(200, "OK")
end
