// Writes every event that it is told of.
function on_event(name) {
  KSR.info("EV " + name + "\n");
  if (name == "xhttp:request")
    KSR.websocket.handle_handshake();

  return 1;
}

function ksr_request_route() {
  var user = KSR.pv.get("$rU");
  if (user == "answered") {
    KSR.tm.t_newtran();
    KSR.tm.t_reply(202, "Accepted");
    return;
  }

  if (user == "tls") {
    KSR.pv.sets("$du", "sip:127.0.0.1:9;transport=tls");
  } else {
    KSR.dialog.dlg_manage();
    KSR.pv.sets("$du", "sip:127.0.0.1:CALLEE");
  }

  KSR.tm.t_relay();
}
