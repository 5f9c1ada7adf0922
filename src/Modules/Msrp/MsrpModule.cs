using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Msrp;

/// <summary>MSRP URIs; the rest of the surface is there so that configurations load, and says that there is no MSRP transport.</summary>
[Module("msrp", Summary = "Takes MSRP URIs apart. There is no MSRP transport: its functions fail and say so.")]
internal sealed partial class MsrpModule(ILoggerFactory logs) : IModule
{
    private static readonly string[] Keys =
    [
        "body", "bodylen", "buf", "buflen", "code", "conid", "crthop", "firsthop", "hdrs", "lasthop", "method", "msgid", "nexthop", "nexthops",
        "prevhop", "prevhops", "reason", "sessid", "srcaddr", "srcsock", "transid",
    ];

    private readonly ILogger _log = logs.CreateLogger("msrp");

    /// <summary>Accepted.</summary>
    [Parameter("sipmsg", Default = "1", Summary = "Accepted; there are no frames to make a SIP message of.", Min = 0, Max = 1)]
    public int SipMessage { get; set; } = 1;

    /// <summary>Accepted.</summary>
    [Parameter("cmap_size", Default = "0", Summary = "Accepted; there are no connections to keep.", Min = 0)]
    public int MapSize { get; set; }

    /// <summary>Accepted.</summary>
    [Parameter("auth_min_expires", Default = "60", Unit = "s", Summary = "Accepted; nobody can register.", Min = 0)]
    public int LeastExpires { get; set; } = 60;

    /// <summary>Accepted.</summary>
    [Parameter("auth_max_expires", Default = "3600", Unit = "s", Summary = "Accepted; nobody can register.", Min = 0)]
    public int GreatestExpires { get; set; } = 3600;

    /// <summary>Accepted.</summary>
    [Parameter("timer_interval", Default = "60", Unit = "s", Summary = "Accepted; there is nothing to expire.", Min = 1)]
    public int TimerInterval { get; set; } = 60;

    /// <summary>KEMI function that would get the frames.</summary>
    [Parameter("event_callback", Summary = "Function of the script that would get the frames; it never runs.", IsEventCallback = true)]
    public string EventCallback { get; set; } = string.Empty;

    /// <summary>Never runs.</summary>
    [Event("msrp:frame-in", Summary = "Would run for each frame; never runs, as there is no MSRP transport.")]
    public EventRoute FrameReceived { get; } = new("msrp:frame-in");

    /// <inheritdoc />
    public void Validate(ModuleValidation validation) =>
        validation.Warn("event_callback", "there is no MSRP transport: no frame arrives, and the functions on frames return -1", "only the transformations {msrpuri.…} work");

    /// <summary>Always -1.</summary>
    [Function("msrp_relay", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Returns -1: no frame to relay.")]
    public bool Relay(RoutingContext context) => Refuse("msrp_relay");

    /// <summary>Always -1.</summary>
    [Function("msrp_reply", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Returns -1: no frame to answer.")]
    public bool Reply(RoutingContext context, string code, string reason, string headers = "") => Refuse("msrp_reply");

    /// <summary>Always -1.</summary>
    [Function("msrp_is_request", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Returns -1: no frame to look at.")]
    public bool IsRequest(RoutingContext context) => Refuse("msrp_is_request");

    /// <summary>Always -1.</summary>
    [Function("msrp_is_reply", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Returns -1: no frame to look at.")]
    public bool IsReply(RoutingContext context) => Refuse("msrp_is_reply");

    /// <summary>Always -1.</summary>
    [Function("msrp_set_dst", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Returns -1: no frame to send anywhere.")]
    public bool SetDestination(RoutingContext context, string address, string socket) => Refuse("msrp_set_dst");

    /// <summary>Always -1.</summary>
    [Function("msrp_relay_flags", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Returns -1: no frame to relay.")]
    public bool SetRelayFlags(RoutingContext context, long flags) => Refuse("msrp_relay_flags");

    /// <summary>Always -1.</summary>
    [Function("msrp_reply_flags", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Returns -1: no frame to answer.")]
    public bool SetReplyFlags(RoutingContext context, long flags) => Refuse("msrp_reply_flags");

    /// <summary>Always -1.</summary>
    [Function("msrp_cmap_save", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Returns -1: no connection to note.")]
    public bool SaveConnection(RoutingContext context) => Refuse("msrp_cmap_save");

    /// <summary>Always -1.</summary>
    [Function("msrp_cmap_lookup", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Returns -1: no connection is noted.")]
    public bool FindConnection(RoutingContext context) => Refuse("msrp_cmap_lookup");

    /// <summary>Always undefined.</summary>
    [PseudoVariable("msrp", Inner = InnerName.Literal, Parser = nameof(ParseKey), Summary = "Part of the frame at hand; undefined, as there is no MSRP transport.")]
    public static ScriptValue FramePart(RoutingContext context, in VariableKey key) => ScriptValue.Undefined;

    internal static object? ParseKey(string inner, out string? error)
    {
        error = Array.IndexOf(Keys, inner) < 0 ? $"'{inner}' is no part of a frame; expected one of {string.Join(", ", Keys)}" : null;
        return null;
    }

    private bool Refuse(string function)
    {
        _log.LogError("{Function}: there is no MSRP transport, so there is no frame here", function);
        return false;
    }
}
