using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Nathelper;

/// <summary>Finds out what NAT did to messages, repairs it, and keeps its bindings open.</summary>
[Module("nathelper", Summary = "Finds out what NAT did to messages, repairs it, and keeps the bindings of registered phones open.")]
internal sealed partial class NathelperModule(
    StateStore state, ITimers timers, IMessageSender sender, ITransportTable transports, IReloadService reload, TimeProvider time,
    ILoggerFactory logs) : IModule, IReplyHook, ILiveObserver
{
    private readonly ILogger _log = logs.CreateLogger("nathelper");
    private AliasText _alias = new("alias");
    private SdpFixer _sdp = new([], keepsOld: true);
    private string? _receivedAvp;
    private NatPinger? _pinger;
    private RepeatedWork? _pings;

    private Toggle PingSwitch => state.GetOrAdd("nathelper.ping", static () => new Toggle());

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        _alias = new AliasText(AliasName);
        _sdp = new SdpFixer(Latin1.ToBytes(NoProxyLine), AppendOldAddress != 0);
        _receivedAvp = ReceivedAvp.StartsWith('$') ? AvpNames.OfVariable(ReceivedAvp) : null;
        if (ReceivedAvp.Length > 0 && _receivedAvp is null)
            validation.Error("received_avp", $"'{ReceivedAvp}' is no AVP", "expected for example $avp(RECEIVED)");

        if (!SipChars.IsHeaderName(Latin1.ToBytes(AliasName)))
            validation.Error("alias_name", $"'{AliasName}' is no name of a parameter");

        if (PingFrom.Length > 0 && (!SipUriParser.TryParse(Latin1.ToBytes(PingFrom), out _) || PingFrom.AsSpan().IndexOfAny("\r\n<> \t") >= 0))
            validation.Error("sipping_from", $"'{PingFrom}' is no SIP URI", "expected for example sip:pinger@example.com");

        if (!SipChars.IsToken(Latin1.ToBytes(PingMethod)))
            validation.Error("sipping_method", $"'{PingMethod}' is no method");

        if (PingInterval > 0 && validation.Require<ILocations>("usrloc") is { } locations)
            PreparePings(validation, locations);
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (_pinger is not { } pinger)
            return ValueTask.CompletedTask;

        PingSwitch.Configure(1);
        _pings = new RepeatedWork(timers, TimeSpan.FromSeconds(1), worker =>
        {
            if (PingSwitch.IsOn)
                pinger.PingTurn(worker);
        });
        _pings.Start();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        _pings?.Stop();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    void ILiveObserver.Replaced() => _pings?.Stop();

    /// <inheritdoc />
    public void Match(RoutingContext context)
    {
        // An answer to a ping has no transaction.
    }

    /// <inheritdoc />
    public bool Handle(RoutingContext context) => context.Transaction is null && _pinger is { } pinger && pinger.TakeAnswer(context.Message);

    /// <summary>Switches pings on or off.</summary>
    [Rpc("nathelper.enable_ping", Mi = "nh_enable_ping", Summary = "Switches the pings on (1) or off (0).")]
    public void EnablePing(RpcCall call)
    {
        if (_pinger is null)
            call.Fault(500, "NATping disabled");
        else if (call.Integer(0) is not { } on)
            call.Fault(500, "Not enough parameters (0 or 1)");
        else
            PingSwitch.Set(on == 0 ? 0 : 1);
    }

    private void PreparePings(ModuleValidation validation, ILocations locations)
    {
        if (SipPingFlag >= 0 && PingFrom.Length == 0)
            validation.Error("sipping_bflag", "sipping_from is not set, expected the From URI of SIP pings");

        SocketAddress? preferred = null;
        foreach (var (name, text) in (ReadOnlySpan<(string, string)>)[("force_socket", ForceSocket), ("natping_socket", PingSocket)])
        {
            if (text.Length > 0 && !SocketAddress.TryParse(text, out preferred, out var error))
                validation.Error(name, error);
        }

        var settings = new PingSettings
        {
            Interval = PingInterval,
            NatedMask = PingNatedOnly != 0 ? MaskOf(locations.NatBranchFlag) : 0,
            NatedOnly = PingNatedOnly != 0,
            SipMask = MaskOf(SipPingFlag),
            NoPingMask = MaskOf(NoPingFlag),
            UsesPath = PingPath != 0,
            From = PingFrom,
            Method = PingMethod,
            Timeout = KeepaliveTimeout,
            Socket = preferred,
            IsSocketForced = PingSocket.Length > 0,
        };
        _pinger = new NatPinger(settings, locations, transports, sender, reload, time, state.GetOrAdd("nathelper.answers", static () => new PingAnswers()));
    }

    private static uint MaskOf(int flag) => flag < 0 ? 0 : 1u << flag;
}
