-- Writes every event that it is told of.
function on_event(name)
  KSR.info("EV " .. name .. "\n")
  if name == "xhttp:request" then KSR.websocket.handle_handshake() end
  return 1
end

function ksr_request_route()
  local user = KSR.pv.get("$rU")
  if user == "answered" then
    KSR.tm.t_newtran()
    KSR.tm.t_reply(202, "Accepted")
    return
  end

  if user == "tls" then
    KSR.pv.sets("$du", "sip:127.0.0.1:9;transport=tls")
  else
    KSR.dialog.dlg_manage()
    KSR.pv.sets("$du", "sip:127.0.0.1:CALLEE")
  end

  KSR.tm.t_relay()
end
