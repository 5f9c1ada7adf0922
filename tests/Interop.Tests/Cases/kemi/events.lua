-- Writes every event that it is told of.
function on_event(name)
  KSR.info("EV " .. name .. "\n")
  if name == "xhttp:request" then KSR.xhttp.xhttp_reply(200, "OK", "text/plain", "fine") end
end

function ksr_request_route()
  if KSR.is_REGISTER() then
    KSR.registrar.save("location", 0)
  elseif KSR.is_OPTIONS() then
    KSR.pv.sets("$sht(t=>k)", "v")
    KSR.sl.send_reply(200, "OK")
  elseif KSR.is_MESSAGE() then
    KSR.tm.t_newtran()
    KSR.tm.t_reply(202, "Accepted")
  else
    if KSR.is_INVITE() then
      KSR.dialog.dlg_manage()
      KSR.pv.sets("$du", "sip:127.0.0.1:CALLEE")
      KSR.rr.record_route()
    else
      KSR.rr.loose_route()
    end

    KSR.tm.t_relay()
  end
end
