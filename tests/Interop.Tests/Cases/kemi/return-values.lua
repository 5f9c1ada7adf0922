-- Calls of all kinds, each with its label; what they give back is written behind it.
loads = 0

local function shown(v)
  if v == nil then return "" end
  return type(v) .. ":" .. tostring(v)
end

local function show(label, f, ...)
  local ok, value = pcall(f, ...)
  local text = "RV " .. label .. "| boolean:" .. tostring(ok)
  if value ~= nil then text = text .. " " .. shown(value) end
  KSR.info(text .. "\n")
end

local function line(text) KSR.info("RV " .. text .. "\n") end

function timer_route(name) line("event cb|" .. name) end

local function types()
  local out = {}
  for i, v in ipairs({ type(KSR), type(KSR.pv), type(KSR.x), type(KSR.nothing), type(KSR.info), type(KSR.hdr.nothing) }) do
    out[i] = "string:" .. v
  end
  line("type KSR| boolean:true " .. table.concat(out, " "))
end

local function core()
  show("info ret", KSR.info, "x\n")
  show("info noarg", KSR.info)
  show("info num", KSR.info, 5)
  show("info nil", KSR.info, nil)
  show("info 2 args", KSR.info, "a\n", "b\n")
end

local function variables()
  show("pv.get str", KSR.pv.get, "$rm")
  show("pv.get int", KSR.pv.get, "$ml")
  show("pv.get null", KSR.pv.get, "$hdr(X-No)")
  show("pv.gete null", KSR.pv.gete, "$hdr(X-No)")
  show("pv.getw null", KSR.pv.getw, "$hdr(X-No)")
  show("pv.getvn null", KSR.pv.getvn, "$hdr(X-No)", 7)
  show("pv.getvs null", KSR.pv.getvs, "$hdr(X-No)", "def")
  show("pv.geti null", KSR.pv.geti, "$hdr(X-No)")
  show("pv.geti str", KSR.pv.geti, "$rm")
  show("pv.get badname", KSR.pv.get, "$nosuchvariable")
  show("pv.get notpv", KSR.pv.get, "ru")
  show("pv.get two", KSR.pv.get, "$ru $rm")
  show("pv.seti", KSR.pv.seti, "$avp(i)", 5)
  show("pv.get avp i", KSR.pv.get, "$avp(i)")
  show("pv.sets", KSR.pv.sets, "$avp(s)", "v")
  show("pv.sets num", KSR.pv.sets, "$avp(s)", 12)
  show("pv.get s2", KSR.pv.get, "$avp(s)")
  show("pv.seti str", KSR.pv.seti, "$avp(i)", "12")
  show("pv.get i2", KSR.pv.get, "$avp(i)")
  show("pv.seti nonnum", KSR.pv.seti, "$avp(i)", "abc")
  show("pv.sets ro", KSR.pv.sets, "$ci", "x")
  show("pv.unset", KSR.pv.unset, "$avp(s)")
  show("pv.is_null 1", KSR.pv.is_null, "$avp(none)")
  show("pv.is_null 0", KSR.pv.is_null, "$ru")
  show("pv.sets nil", KSR.pv.sets, "$avp(s)", nil)
  show("var null", KSR.pv.get, "$var(set)")
  show("pv.sets shv", KSR.pv.sets, "$shv(s)", "v")
  show("pv.get xavp", KSR.pv.get, "$xavp(none=>a)")
end

local function headers()
  show("hdr.append", KSR.hdr.append, "X-A: 1\r\n")
  show("hdr.is_present no", KSR.hdr.is_present, "X-No")
  show("hdr.is_present yes", KSR.hdr.is_present, "Max-Forwards")
  show("hdr.get", KSR.hdr.get, "X-Test")
  show("hdr.get none", KSR.hdr.get, "X-No")
  show("hdr.gete none", KSR.hdr.gete, "X-No")
  show("hdr.getw none", KSR.hdr.getw, "X-No")
  show("hdr.remove none", KSR.hdr.remove, "X-No")
end

local function flags()
  show("setflag", KSR.setflag, 3)
  show("setflag 99", KSR.setflag, 99)
  show("isflagset", KSR.isflagset, 3)
  show("isflagset no", KSR.isflagset, 4)
  show("setflag noarg", KSR.setflag)
  show("setflag str", KSR.setflag, "5")
  show("setbflag", KSR.setbflag, 1)
  show("is_method_in", KSR.is_method_in, "IO")
  show("is_method_in no", KSR.is_method_in, "IA")
  show("is_method", KSR.is_method, "OPTIONS")
  show("is_OPTIONS", KSR.is_OPTIONS)
  show("is_myself_ruri", KSR.is_myself_ruri)
  show("is_myself", KSR.is_myself, "sip:127.0.0.1:17360")
  show("is_myself no", KSR.is_myself, "sip:example.com")
  show("is_UDP", KSR.is_UDP)
end

local function modules()
  show("corex.has_ruri_user", KSR.corex.has_ruri_user)
  show("siputils.has_totag", KSR.siputils.has_totag)
  show("maxfwd", KSR.maxfwd.process_maxfwd, 10)
  show("kx.get_ruri", KSR.kx.get_ruri)
  show("kx.get_srcport", KSR.kx.get_srcport)
  show("kx.get_au", KSR.kx.get_au)
  show("kx.gete_au", KSR.kx.gete_au)
  show("kx.getw_au", KSR.kx.getw_au)
  show("kx.get_status", KSR.kx.get_status)
  show("kx.ifdef", KSR.kx.ifdef, "WITH_THIS")
  show("kx.get_defn", KSR.kx.get_defn, "WITH_THAT")
  show("kx.get_def", KSR.kx.get_def, "WITH_THAT")
  show("pvx.var_get", KSR.pvx.var_get, "unset")
  show("pvx.var_seti", KSR.pvx.var_seti, "set", 3)
  show("pvx.var_get", KSR.pvx.var_get, "set")
  show("sht get none", KSR.htable.sht_get, "t", "k")
  show("sht sets", KSR.htable.sht_sets, "t", "k", "v")
  show("sht get", KSR.htable.sht_get, "t", "k")
  show("sht get notable", KSR.htable.sht_get, "nowhere", "k")
  show("t_check_trans", KSR.tm.t_check_trans)
  show("t_is_set", KSR.tm.t_is_set, "failure_route")
  show("t_on_failure", KSR.tm.t_on_failure, "failure_cb")
  show("t_on_failure undefined fn", KSR.tm.t_on_failure, "nowhere")
  show("t_is_set 2", KSR.tm.t_is_set, "failure_route")
end

local function targets()
  show("seturi", KSR.seturi, "sip:x@127.0.0.1:17371")
  show("setuser", KSR.setuser, "y")
  show("kx.get_ruri 2", KSR.kx.get_ruri)
  show("setdsturi", KSR.setdsturi, "sip:127.0.0.1:17371")
  show("isdsturiset", KSR.isdsturiset)
  show("resetdsturi", KSR.resetdsturi)
  show("get_debug", KSR.get_debug)
  show("log", KSR.log, "info", "x\n")
  show("log bad", KSR.log, "nolevel", "x\n")
  show("route none", KSR.route, "NOWHERE")
  show("route native", KSR.route, "NATIVE")
  show("modf", KSR.x.modf, "append_branch", "sip:q@127.0.0.1:1", "no number")
  show("modf no", KSR.x.modf, "nothing")
  show("modf bad", KSR.x.modf, "sl_send_reply")
  show("textops.search", KSR.textops.search, "SIP")
  show("textops bad regex", KSR.textops.search, "(")
  show("too many", KSR.hdr.is_present, "Max-Forwards", 2, 3)
  show("wrong type", KSR.tm.t_on_reply, 5)
  show("few", KSR.sl.send_reply, 200)
end

function ksr_request_route()
  if KSR.is_ACK() then return end
  loads = loads + 1
  if KSR.pv.gete("$fU") ~= "undefined" then show("loadcount", function() return loads end) end
  types()
  core()
  variables()
  headers()
  flags()
  modules()
  targets()
  if KSR.is_INVITE() then
    relay()
    return
  end

  return ending(KSR.hdr.gete("X-Test"))
end

function ending(how)
  if how == "exit" then
    KSR.x.exit()
  elseif how == "pexit" then
    local ok, e = pcall(KSR.x.exit)
    line("pcall exit|" .. tostring(ok) .. "|" .. shown(e))
  elseif how == "err" then
    local missing
    missing.field = 1
  elseif how == "drop" then
    KSR.x.drop()
  elseif how == "ret0" then
    return 0
  elseif how == "retneg" then
    return -1
  elseif how == "retnil" then
    return nil
  elseif how == "retstr" then
    return "text"
  end

  KSR.sl.send_reply(200, "OK")
end

function relay()
  KSR.seturi("sip:z@127.0.0.1:17371")
  KSR.tm.t_on_branch("branch_cb")
  KSR.tm.t_on_reply("onreply_cb")
  KSR.tm.t_on_failure(KSR.pv.gete("$fU") == "undefined" and "nowhere" or "failure_cb")
  show("t_relay", KSR.tm.t_relay)
end

function branch_cb() line("branch cb|" .. tostring(KSR.pv.get("$T_branch_idx")) .. " " .. KSR.pv.get("$ru")) end

function ksr_onsend_route()
  line("onsend cb|" .. tostring(KSR.pv.get("$snd(buf)") ~= nil) .. " " .. tostring(KSR.pv.get("$sndto(port)")))
end

function ksr_reply_route() line("reply_route cb|" .. tostring(KSR.pv.get("$rs"))) end

function onreply_cb() line("onreply cb|" .. tostring(KSR.pv.get("$rs")) .. " " .. type(KSR.pv.get("$rs"))) end

function failure_cb()
  line("failure cb|" .. tostring(KSR.tm.t_check_status("486")) .. " rm=" .. KSR.pv.get("$rm")
    .. " T_reply_code=" .. tostring(KSR.pv.get("$T_reply_code")) .. " rs=" .. tostring(KSR.pv.get("$rs")))
end
