using System.Collections.Frozen;

namespace Signalbox.Script.Text;

/// <summary>Words with a meaning of their own: no define replaces them and no route is named after them without quotes.</summary>
internal static class Keywords
{
    private static readonly FrozenDictionary<string, long> Numbers = new Dictionary<string, long>(StringComparer.Ordinal)
    {
        ["yes"] = 1, ["true"] = 1, ["on"] = 1, ["enable"] = 1,
        ["no"] = 0, ["false"] = 0, ["off"] = 0, ["disable"] = 0,
        ["inet"] = 2, ["INET"] = 2, ["ipv4"] = 2, ["IPv4"] = 2, ["IPV4"] = 2,
        ["inet6"] = 10, ["INET6"] = 10, ["ipv6"] = 10, ["IPv6"] = 10, ["IPV6"] = 10,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
    [
        "if", "else", "switch", "case", "default", "while", "return", "exit", "drop", "break",
        "and", "or", "not", "mod", "eq", "ne", "ieq", "ine", "defined", "strlen", "strempty", "selval",
        "route", "request_route", "reply_route", "onreply_route", "failure_route", "branch_route", "onsend_route", "event_route",
        "loadmodule", "loadmodulex", "loadpath", "mpath", "modparam", "modparamx", "cfgengine", "flags", "bool", "avpflags",
        "include_file", "import_file", "listen", "alias", "advertise", "virtual",
        "udp", "tcp", "tls", "sctp", "ws", "wss", "UDP", "TCP", "TLS", "SCTP", "WS", "WSS",
        "method", "uri", "status", "from_uri", "to_uri", "myself", "proto", "snd_proto", "to_proto",
        "src_ip", "dst_ip", "snd_ip", "to_ip", "src_port", "dst_port", "snd_port", "to_port", "af", "snd_af", "to_af",
        "forward", "forward_udp", "forward_tcp", "forward_tls", "forward_sctp", "log", "error", "exec",
        "setflag", "resetflag", "isflagset", "setavpflag", "resetavpflag", "isavpflagset",
        "seturi", "rewriteuri", "setuser", "setu", "rewriteuser", "setuserpass", "setup", "rewriteuserpass",
        "sethost", "seth", "rewritehost", "sethostport", "sethp", "rewritehostport", "sethostporttrans", "sethpt", "rewritehostporttrans",
        "setport", "setp", "rewriteport", "prefix", "strip", "strip_tail", "userphone", "revert_uri", "remove_branch", "clear_branches",
        "force_rport", "add_rport", "add_local_rport", "force_tcp_alias", "add_tcp_alias", "set_advertised_address", "set_advertised_port",
        "force_send_socket", "set_forward_no_connect", "set_reply_no_connect", "set_forward_close", "set_reply_close",
        "udp_mtu_try_proto", "cfg_select", "cfg_reset",
    ], StringComparer.Ordinal);

    /// <summary>True for a reserved word.</summary>
    public static bool Contains(string word) => Words.Contains(word) || Numbers.ContainsKey(word);

    /// <summary>The value of a word that stands for a number, e.g. <c>yes</c>.</summary>
    public static bool TryGetNumber(string word, out long number) => Numbers.TryGetValue(word, out number);
}
