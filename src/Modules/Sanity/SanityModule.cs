using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Sl.Api;

namespace Signalbox.Modules.Sanity;

/// <summary>Checks messages before the script trusts them.</summary>
[Module("sanity", Summary = "Checks that messages are well formed and answers those that are not.", Requires = ["sl"])]
internal sealed class SanityModule : IModule
{
    private static readonly ItemSlot<SanityFault> Found = new();
    private static readonly SanityFault Answered = new(0, string.Empty);
    private IReplySender? _replies;
    private MessageInspector _inspector = new([]);

    /// <summary>What a failed check does with the script.</summary>
    [Parameter("autodrop", Default = "1", Summary = "1: a failed check ends the script; 0: it returns -1.")]
    public bool AutoDrop { get; set; } = true;

    /// <summary>Checks of a call without arguments.</summary>
    [Parameter("default_checks", Default = "32743", Summary = "Checks of a call without arguments, a sum of the bits of sanity_check.", Min = 0, Max = 32767)]
    public int DefaultChecks { get; set; } = (int)SanityChecks.All;

    /// <summary>URIs that are checked when the call names none.</summary>
    [Parameter("uri_checks", Default = "7", Summary = "URIs to check when the call names none: 1 request URI, 2 From, 4 To, 8 Contact.", Min = 0, Max = 15)]
    public int UriChecks { get; set; } = 7;

    /// <summary>Extensions that Proxy-Require may name.</summary>
    [Parameter("proxy_require", Summary = "Extensions that Proxy-Require may name, separated by commas.")]
    public string ProxyRequire { get; set; } = string.Empty;

    /// <summary>Holds the answer back.</summary>
    [Parameter("noreply", Default = "0", Summary = "1: do not answer; sanity_reply() does it later.")]
    public bool NoReply { get; set; }

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        _replies = validation.Require<IReplySender>("sl");
        var tokens = ProxyRequire.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        _inspector = new MessageInspector(Array.ConvertAll(tokens, Latin1.ToBytes));
    }

    [Function("sanity_check", Surface = Surfaces.Cfg, Summary = "Checks the message; a bad request is answered. Bits: 1 version, 2 request URI, 4 required headers, 32 CSeq method, 64 CSeq number, 128 Content-Length, 256 Expires, 512 Proxy-Require, 1024 URIs of the second argument, 2048 digest credentials, 4096 tags, 8192 Authorization, 16384 Via of a reply.")]
    public ReturnCode Check(RoutingContext context, int? messageChecks = null, int? uriChecks = null)
    {
        var code = Test(context, messageChecks, uriChecks);
        return code == ReturnCode.False && AutoDrop ? ReturnCode.Stop : code;
    }

    // A callback goes on after the call, whatever it gives: it has to see that the message is bad.
    [Function("sanity_check", Surface = Surfaces.Kemi, Kemi = "sanity_check_defaults/0,sanity_check/1,sanity_check/2", Summary = "As in the cfg, but autodrop ends no callback: -1 for a bad message.")]
    public ReturnCode Test(RoutingContext context, int? messageChecks = null, int? uriChecks = null)
    {
        var checks = (SanityChecks)(messageChecks ?? DefaultChecks);
        var uris = (SanityUris)(uriChecks ?? UriChecks);
        if (_inspector.Inspect(context, checks, uris) is not { } fault)
            return ReturnCode.True;

        var isAnswered = ReferenceEquals(context.Items.Get(Found), Answered);
        if (!isAnswered)
            context.Items.Set(Found, fault);

        if (!NoReply)
            Answer(context);

        return ReturnCode.False;
    }

    [Function("sanity_reply", Answers = true, Summary = "Sends the answer that noreply held back.")]
    public ReturnCode Reply(RoutingContext context) => ReturnCode.Of(Answer(context));

    // A request is answered once, however often it is checked; replies and ACKs have no answers.
    private bool Answer(RoutingContext context)
    {
        var fault = context.Items.Get(Found);
        if (fault is null || ReferenceEquals(fault, Answered) || !context.Message.IsRequest || context.Message.Method == SipMethod.Ack)
            return false;

        context.Items.Set(Found, Answered);
        return _replies!.Reply(context, fault.Code, fault.Reason);
    }
}
