// Writes every event that it is told of.
function on_event(name) {
  KSR.info("EV " + name + "\n");
  if (name == "xhttp:request")
    KSR.xhttp.xhttp_reply(200, "OK", "text/plain", "fine");
}

function ksr_request_route() {
  if (KSR.is_REGISTER()) {
    KSR.registrar.save("location", 0);
  } else if (KSR.is_OPTIONS()) {
    KSR.pv.sets("$sht(t=>k)", "v");
    KSR.sl.send_reply(200, "OK");
  } else if (KSR.is_MESSAGE()) {
    KSR.tm.t_newtran();
    KSR.tm.t_reply(202, "Accepted");
  } else {
    if (KSR.is_INVITE()) {
      KSR.dialog.dlg_manage();
      KSR.pv.sets("$du", "sip:127.0.0.1:CALLEE");
      KSR.rr.record_route();
    } else {
      KSR.rr.loose_route();
    }

    KSR.tm.t_relay();
  }
}
