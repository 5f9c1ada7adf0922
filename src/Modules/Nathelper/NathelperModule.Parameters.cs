using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Nathelper;

/// <content>Parameters.</content>
internal sealed partial class NathelperModule
{
    private const int GreatestFlag = 31;

    /// <summary>Time between two pings of a contact.</summary>
    [Parameter("natping_interval", Default = "0", Unit = "s", Min = 0, Max = 86400, Summary = "Time between two pings of a contact; 0 pings none.")]
    public int PingInterval { get; set; }

    /// <summary>Whether only contacts behind NAT are pinged.</summary>
    [Parameter("ping_nated_only", Default = "0", Min = 0, Max = 1, Summary = "1: pings only contacts with the branch flag nat_bflag of usrloc.")]
    public int PingNatedOnly { get; set; }

    /// <summary>AVP of fix_nated_register.</summary>
    [Parameter("received_avp", Summary = "AVP that fix_nated_register fills, e.g. $avp(RECEIVED); the same name must be given to registrar.")]
    public string ReceivedAvp { get; set; } = string.Empty;

    /// <summary>From of SIP pings.</summary>
    [Parameter("sipping_from", Summary = "From URI of SIP pings; without it there are none.")]
    public string PingFrom { get; set; } = string.Empty;

    /// <summary>Flag of contacts that get SIP pings.</summary>
    [Parameter("sipping_bflag", Default = "-1", Min = -1, Max = GreatestFlag, Summary = "Contacts with this branch flag get SIP pings, all others 4 zero bytes by UDP.")]
    public int SipPingFlag { get; set; } = -1;

    /// <summary>Method of SIP pings.</summary>
    [Parameter("sipping_method", Default = "OPTIONS", Summary = "Method of SIP pings.")]
    public string PingMethod { get; set; } = "OPTIONS";

    /// <summary>Flag of contacts that are not pinged.</summary>
    [Parameter("natping_disable_bflag", Default = "-1", Min = -1, Max = GreatestFlag, Summary = "Contacts with this branch flag are not pinged.")]
    public int NoPingFlag { get; set; } = -1;

    /// <summary>The peer's processes.</summary>
    [Parameter("natping_processes", Default = "1", Summary = "Processes that ping.", NoEffect = "one timer pings, each second the contacts whose turn it is")]
    public int PingProcesses { get; set; } = 1;

    /// <summary>Socket of pings.</summary>
    [Parameter("natping_socket", Summary = "Listener that pings are sent from; else the one the contact registered on.")]
    public string PingSocket { get; set; } = string.Empty;

    /// <summary>Socket of pings to contacts without one.</summary>
    [Parameter("force_socket", Summary = "Listener for pings to contacts that have none.")]
    public string ForceSocket { get; set; } = string.Empty;

    /// <summary>When a silent contact is removed.</summary>
    [Parameter("keepalive_timeout", Default = "0", Unit = "s", Min = 0, Max = 604800, Summary = "Removes a contact that has not answered SIP pings for so long; 0 = never.")]
    public int KeepaliveTimeout { get; set; }

    /// <summary>Whether UDP pings go to the path.</summary>
    [Parameter("udpping_from_path", Default = "0", Min = 0, Max = 1, Summary = "1: pings of a contact with a Path go to the first proxy of it.")]
    public int PingPath { get; set; }

    /// <summary>HEAD's.</summary>
    [Parameter("ignore_path", Default = "0", Summary = "Leaves the Path out of pings.", Refused = "a setting of Kamailio 6; udpping_from_path=0 does the same")]
    public int IgnorePath { get; set; }

    /// <summary>Whether the old address stays as a comment.</summary>
    [Parameter("append_sdp_oldmediaip", Default = "1", Min = 0, Max = 1, Summary = "1: fix_nated_sdp adds the replaced addresses as a=oldmediaip.")]
    public int AppendOldAddress { get; set; } = 1;

    /// <summary>The line of fix_nated_sdp's flag 4.</summary>
    [Parameter("nortpproxy_str", Default = "a=nortpproxy:yes\\r\\n", Summary = "Line that flag 4 of fix_nated_sdp adds, with its line end.")]
    public string NoProxyLine { get; set; } = "a=nortpproxy:yes\r\n";

    /// <summary>Whose contacts are pinged.</summary>
    [Parameter("filter_server_id", Default = "0", Summary = "1: pings only contacts that this server registered.", NoEffect = "the contacts in memory are those of this server")]
    public int FilterServerId { get; set; }

    /// <summary>Ranges that count as private.</summary>
    [Parameter("nat_addr_mode", Default = "1", Summary = "Which ranges count as private.", NoEffect = "in all modes the ranges are those that the peer has in all modes: RFC 1918, 100.64.0.0/10 and 192.0.0.0/24")]
    public int AddressMode { get; set; } = 1;

    /// <summary>Name of the alias parameter.</summary>
    [Parameter("alias_name", Default = "alias", Summary = "Name of the URI parameter that tells where a contact really is.")]
    public string AliasName { get; set; } = "alias";
}
