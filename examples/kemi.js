// Request and reply routing of kemi.cfg in JavaScript; kemi.lua does the same.

var COLLECTOR = "sip:127.0.0.1:9060";

// Copies the message with a correlation id that groups both legs of a call at the collector.
function trace() {
	KSR.siptrace.sip_trace_dst_cid(COLLECTOR, KSR.pv.gete("$ci") + "-abc");
}

function relay() {
	if (KSR.tm.t_relay() < 0) {
		KSR.sl.sl_reply_error();
	}
}

function within_dialog() {
	if (KSR.rr.loose_route() > 0) {
		relay();
	} else if (KSR.is_ACK()) {
		if (KSR.tm.t_check_trans() > 0) {
			KSR.tm.t_relay();
		}
	} else {
		KSR.sl.sl_send_reply(404, "Not here");
	}
}

function ksr_request_route() {
	if (KSR.maxfwd.process_maxfwd(10) < 0) {
		KSR.sl.sl_send_reply(483, "Too Many Hops");
		return;
	}

	// a retransmission is answered by its transaction and is not traced again
	if (!KSR.is_ACK() && !KSR.is_CANCEL() && KSR.tm.t_check_trans() === 0) {
		return;
	}

	trace();

	if (KSR.is_CANCEL()) {
		if (KSR.tm.t_check_trans() > 0) {
			KSR.tm.t_relay();
		}
		return;
	}

	if (KSR.siputils.has_totag() > 0) {
		within_dialog();
		return;
	}

	if (KSR.is_OPTIONS()) {
		KSR.sl.sl_send_reply(200, "Keepalive");
		return;
	}

	if (KSR.is_REGISTER()) {
		if (KSR.registrar.save("location", 0) < 0) {
			KSR.sl.sl_reply_error();
		}
		return;
	}

	if (KSR.registrar.lookup("location") < 0) {
		KSR.info("nobody registered as " + KSR.pv.gete("$ru") + "\n");
		KSR.sl.sl_send_reply(404, "Not Found");
		return;
	}

	if (KSR.is_INVITE()) {
		KSR.rr.record_route();
		KSR.tm.t_on_failure("ksr_failure_calls");
	}

	relay();
}

function ksr_reply_route() {
	trace();
}

function ksr_failure_calls() {
	KSR.info("call " + KSR.pv.gete("$ci") + " was not answered\n");
}
