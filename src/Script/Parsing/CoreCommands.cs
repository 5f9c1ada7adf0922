namespace Signalbox.Script.Parsing;

/// <summary>The commands whose arguments or parentheses follow rules of their own.</summary>
internal static class CoreCommands
{
    /// <summary>True for commands that may be written without parentheses.</summary>
    public static bool MayStandAlone(string name) => name is
        "revert_uri" or "force_rport" or "add_rport" or "add_local_rport" or "force_tcp_alias" or "add_tcp_alias" or "userphone"
        or "clear_branches" or "set_forward_no_connect" or "set_reply_no_connect" or "set_forward_close" or "set_reply_close";

    /// <summary>True for commands that take the bare name of a route or a flag.</summary>
    public static bool TakesName(string name) => name is "route" or "udp_mtu_try_proto" || TakesFlag(name);

    /// <summary>True for commands whose argument is a flag.</summary>
    public static bool TakesFlag(string name) => name is
        "setflag" or "resetflag" or "isflagset" or "setavpflag" or "resetavpflag" or "isavpflagset";

    /// <summary>True for commands that take a bare address.</summary>
    public static bool TakesAddress(string name) => name is
        "forward" or "forward_udp" or "forward_tcp" or "forward_tls" or "forward_sctp" or "force_send_socket" or "set_advertised_address";

    /// <summary>True for commands that take numbers as they stand, no variables.</summary>
    public static bool TakesNumber(string name) => name is "strip" or "strip_tail" or "set_advertised_port" or "force_tcp_alias" or "add_tcp_alias";
}
