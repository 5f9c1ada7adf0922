-- Script of dump-events.cfg.

function ksr_request_route()
	KSR.sl.sl_send_reply(200, "OK")
end

-- Runs for every message before it is written; set_drop leaves it out of the files.
function on_sipdump(event)
	local text = KSR.sipdump.get_buf()
	local first = string.match(text, "^[^\r\n]*") or ""

	KSR.info("sipdump " .. KSR.sipdump.get_tag() .. " "
		.. KSR.sipdump.get_src_ip() .. " -> " .. KSR.sipdump.get_dst_ip()
		.. " " .. string.len(text) .. " bytes: " .. first .. "\n")

	if string.find(first, "^OPTIONS ") then
		KSR.set_drop()
	end
end
