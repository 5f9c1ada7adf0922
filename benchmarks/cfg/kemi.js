// Twenty KSR calls, as the beginning of a routing script makes them.
function ksr_request_route() {
	if (KSR.maxfwd.process_maxfwd(10) < 0) {
		KSR.sl.sl_send_reply(483, "Too Many Hops");
		KSR.x.exit();
	}
	if (KSR.is_INVITE() || KSR.is_method_in("BCR")) {
		return;
	}
	var from = KSR.kx.get_furi();
	var user = KSR.pv.gete("$rU");
	KSR.pv.sets("$var(caller)", from);
	KSR.pv.seti("$var(calls)", KSR.pv.get("$var(calls)") + 1);
	if (KSR.corex.has_user_agent() > 0 && KSR.kx.gete_ua().indexOf("scanner") >= 0) {
		KSR.x.exit();
	}
	KSR.setflag(3);
	if (KSR.isflagset(4) || KSR.siputils.has_totag() > 0) {
		return;
	}
	if (KSR.hdr.is_present("X-None") > 0) {
		KSR.hdr.remove("X-None");
	}
	var id = KSR.kx.get_callid();
	var source = KSR.kx.get_srcip() + ":" + KSR.kx.get_srcport();
	KSR.pv.sets("$avp(source)", source);
	KSR.force_rport();
	if (KSR.pv.is_null("$avp(source)") || id == user) {
		KSR.x.exit();
	}
	KSR.sl.sl_send_reply(200, "OK");
}
