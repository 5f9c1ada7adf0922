// Calls of all kinds, each with its label; what they give back is written behind it.
var loads = 0;

function shown(v) { return typeof v + ":" + v; }

function show(label, f) {
  var value;
  try {
    value = shown(f());
  } catch (e) {
    value = "throw:" + e;
  }

  line(label + "|" + value);
}

function line(text) { KSR.info("RV " + text + "\n"); }

function timer_route(name) { line("event cb|" + name); }

function types() {
  line("types|string:" + [typeof KSR, typeof KSR.pv, typeof KSR.nothing, typeof KSR.info, typeof KSR.hdr.nothing, typeof require, typeof eval, typeof JSON, typeof console,
    typeof setTimeout].join(" "));
}

function core() {
  show("info ret", function () { return KSR.info("x\n"); });
  show("info noarg", function () { return KSR.info(); });
  show("info num", function () { return KSR.info(5); });
  show("info nil", function () { return KSR.info(null); });
  show("info 2 args", function () { return KSR.info("a\n", "b\n"); });
}

function variables() {
  show("pv.get str", function () { return KSR.pv.get("$rm"); });
  show("pv.get int", function () { return KSR.pv.get("$ml"); });
  show("pv.get null", function () { return KSR.pv.get("$hdr(X-No)"); });
  show("pv.gete null", function () { return KSR.pv.gete("$hdr(X-No)"); });
  show("pv.getw null", function () { return KSR.pv.getw("$hdr(X-No)"); });
  show("pv.getvn null", function () { return KSR.pv.getvn("$hdr(X-No)", 7); });
  show("pv.getvs null", function () { return KSR.pv.getvs("$hdr(X-No)", "def"); });
  show("pv.geti null", function () { return KSR.pv.geti("$hdr(X-No)"); });
  show("pv.geti str", function () { return KSR.pv.geti("$rm"); });
  show("pv.get badname", function () { return KSR.pv.get("$nosuchvariable"); });
  show("pv.get notpv", function () { return KSR.pv.get("ru"); });
  show("pv.get two", function () { return KSR.pv.get("$ru $rm"); });
  show("pv.seti", function () { return KSR.pv.seti("$avp(i)", 5); });
  show("pv.get avp i", function () { return KSR.pv.get("$avp(i)"); });
  show("pv.sets", function () { return KSR.pv.sets("$avp(s)", "v"); });
  show("pv.sets num", function () { return KSR.pv.sets("$avp(s)", 12); });
  show("pv.get s2", function () { return KSR.pv.get("$avp(s)"); });
  show("pv.seti str", function () { return KSR.pv.seti("$avp(i)", "12"); });
  show("pv.get i2", function () { return KSR.pv.get("$avp(i)"); });
  show("pv.seti nonnum", function () { return KSR.pv.seti("$avp(i)", "abc"); });
  show("pv.sets ro", function () { return KSR.pv.sets("$ci", "x"); });
  show("pv.unset", function () { return KSR.pv.unset("$avp(s)"); });
  show("pv.is_null 1", function () { return KSR.pv.is_null("$avp(none)"); });
  show("pv.is_null 0", function () { return KSR.pv.is_null("$ru"); });
  show("pv.sets nil", function () { return KSR.pv.sets("$avp(s)", null); });
  show("var null", function () { return KSR.pv.get("$var(set)"); });
  show("pv.sets shv", function () { return KSR.pv.sets("$shv(s)", "v"); });
  show("pv.get xavp", function () { return KSR.pv.get("$xavp(none=>a)"); });
}

function headers() {
  show("hdr.append", function () { return KSR.hdr.append("X-A: 1\r\n"); });
  show("hdr.is_present no", function () { return KSR.hdr.is_present("X-No"); });
  show("hdr.is_present yes", function () { return KSR.hdr.is_present("Max-Forwards"); });
  show("hdr.get", function () { return KSR.hdr.get("X-Test"); });
  show("hdr.get none", function () { return KSR.hdr.get("X-No"); });
  show("hdr.gete none", function () { return KSR.hdr.gete("X-No"); });
  show("hdr.getw none", function () { return KSR.hdr.getw("X-No"); });
  show("hdr.remove none", function () { return KSR.hdr.remove("X-No"); });
}

function flags() {
  show("setflag", function () { return KSR.setflag(3); });
  show("setflag 99", function () { return KSR.setflag(99); });
  show("isflagset", function () { return KSR.isflagset(3); });
  show("isflagset no", function () { return KSR.isflagset(4); });
  show("setflag noarg", function () { return KSR.setflag(); });
  show("setflag str", function () { return KSR.setflag("5"); });
  show("setbflag", function () { return KSR.setbflag(1); });
  show("is_method_in", function () { return KSR.is_method_in("IO"); });
  show("is_method_in no", function () { return KSR.is_method_in("IA"); });
  show("is_method", function () { return KSR.is_method("OPTIONS"); });
  show("is_OPTIONS", function () { return KSR.is_OPTIONS(); });
  show("is_myself_ruri", function () { return KSR.is_myself_ruri(); });
  show("is_myself", function () { return KSR.is_myself("sip:127.0.0.1:17360"); });
  show("is_myself no", function () { return KSR.is_myself("sip:example.com"); });
  show("is_UDP", function () { return KSR.is_UDP(); });
}

function modules() {
  show("corex.has_ruri_user", function () { return KSR.corex.has_ruri_user(); });
  show("siputils.has_totag", function () { return KSR.siputils.has_totag(); });
  show("maxfwd", function () { return KSR.maxfwd.process_maxfwd(10); });
  show("kx.get_ruri", function () { return KSR.kx.get_ruri(); });
  show("kx.get_srcport", function () { return KSR.kx.get_srcport(); });
  show("kx.get_au", function () { return KSR.kx.get_au(); });
  show("kx.gete_au", function () { return KSR.kx.gete_au(); });
  show("kx.getw_au", function () { return KSR.kx.getw_au(); });
  show("kx.get_status", function () { return KSR.kx.get_status(); });
  show("kx.ifdef", function () { return KSR.kx.ifdef("WITH_THIS"); });
  show("kx.get_defn", function () { return KSR.kx.get_defn("WITH_THAT"); });
  show("kx.get_def", function () { return KSR.kx.get_def("WITH_THAT"); });
  show("pvx.var_get", function () { return KSR.pvx.var_get("unset"); });
  show("pvx.var_seti", function () { return KSR.pvx.var_seti("set", 3); });
  show("pvx.var_get", function () { return KSR.pvx.var_get("set"); });
  show("sht get none", function () { return KSR.htable.sht_get("t", "k"); });
  show("sht sets", function () { return KSR.htable.sht_sets("t", "k", "v"); });
  show("sht get", function () { return KSR.htable.sht_get("t", "k"); });
  show("sht get notable", function () { return KSR.htable.sht_get("nowhere", "k"); });
  show("t_check_trans", function () { return KSR.tm.t_check_trans(); });
  show("t_is_set", function () { return KSR.tm.t_is_set("failure_route"); });
  show("t_on_failure", function () { return KSR.tm.t_on_failure("failure_cb"); });
  show("t_on_failure undefined fn", function () { return KSR.tm.t_on_failure("nowhere"); });
  show("t_is_set 2", function () { return KSR.tm.t_is_set("failure_route"); });
}

function targets() {
  show("seturi", function () { return KSR.seturi("sip:x@127.0.0.1:17371"); });
  show("setuser", function () { return KSR.setuser("y"); });
  show("kx.get_ruri 2", function () { return KSR.kx.get_ruri(); });
  show("setdsturi", function () { return KSR.setdsturi("sip:127.0.0.1:17371"); });
  show("isdsturiset", function () { return KSR.isdsturiset(); });
  show("resetdsturi", function () { return KSR.resetdsturi(); });
  show("get_debug", function () { return KSR.get_debug(); });
  show("log", function () { return KSR.log("info", "x\n"); });
  show("log bad", function () { return KSR.log("nolevel", "x\n"); });
  show("route none", function () { return KSR.route("NOWHERE"); });
  show("route native", function () { return KSR.route("NATIVE"); });
  show("modf", function () { return KSR.x.modf("append_branch", "sip:q@127.0.0.1:1", "no number"); });
  show("modf no", function () { return KSR.x.modf("nothing"); });
  show("modf bad", function () { return KSR.x.modf("sl_send_reply"); });
  show("textops.search", function () { return KSR.textops.search("SIP"); });
  show("textops bad regex", function () { return KSR.textops.search("("); });
  show("too many", function () { return KSR.hdr.is_present("Max-Forwards", 2, 3); });
  show("wrong type", function () { return KSR.tm.t_on_reply(5); });
  show("few", function () { return KSR.sl.send_reply(200); });
}

function ksr_request_route() {
  if (KSR.is_ACK())
    return;

  loads++;
  if (KSR.pv.gete("$fU") != "undefined")
    show("loadcount", function () { return loads; });

  types();
  core();
  variables();
  headers();
  flags();
  modules();
  targets();
  if (KSR.is_INVITE()) {
    relay();
    return;
  }

  return ending(KSR.hdr.gete("X-Test"));
}

function ending(how) {
  if (how == "exit")
    KSR.x.exit();

  if (how == "pexit") {
    try {
      KSR.x.exit();
    } catch (e) {
      line("caught exit|" + shown(e));
    }
  }

  if (how == "err")
    (void 0).field = 1;

  if (how == "drop")
    KSR.x.drop();

  if (how == "ret0")
    return 0;

  if (how == "retneg")
    return -1;

  if (how == "retnil")
    return null;

  if (how == "retstr")
    return "text";

  KSR.sl.send_reply(200, "OK");
}

function relay() {
  KSR.seturi("sip:z@127.0.0.1:17371");
  KSR.tm.t_on_branch("branch_cb");
  KSR.tm.t_on_reply("onreply_cb");
  KSR.tm.t_on_failure(KSR.pv.gete("$fU") == "undefined" ? "nowhere" : "failure_cb");
  show("t_relay", function () { return KSR.tm.t_relay(); });
}

function branch_cb() { line("branch cb|" + KSR.pv.get("$T_branch_idx")); }

function ksr_onsend_route() { line("onsend cb|"); }

function ksr_reply_route() { line("reply_route cb|" + KSR.pv.get("$rs")); }

function onreply_cb() { line("onreply cb|" + KSR.pv.get("$rs")); }

function failure_cb() { line("failure cb|" + KSR.tm.t_check_status("486")); }
