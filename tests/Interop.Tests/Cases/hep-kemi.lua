function ksr_request_route()
	KSR.notice("message " .. KSR.pv.gete("$rm") .. "\n")
	KSR.sipcapture.sip_capture()
	KSR.set_drop()
	return 1
end

function packet(event)
	KSR.notice("event " .. event .. " version " .. KSR.pv.gete("$hep(version)") .. "\n")
	return 1
end
