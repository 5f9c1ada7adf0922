using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Dns;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Pv.Api;
using Signalbox.Modules.Storage.Api;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Dispatcher;

/// <summary>Shares requests among destinations that it probes.</summary>
[Module("dispatcher", Summary = "Shares requests among sets of destinations and probes them.")]
internal sealed partial class DispatcherModule(
    StateStore state,
    ITimers timers,
    ITransportTable transports,
    INames names,
    IReloadService reload,
    TimeProvider time,
    ILoggerFactory logs) : IModule, ILiveObserver
{
    private const RouteKinds Selecting = RouteKinds.Request | RouteKinds.Failure | RouteKinds.BranchFailure | RouteKinds.Event;
    private const int UserOnlyFlag = 1;
    private const int FailoverFlag = 2;
    private const int ResolveOnTimer = 4;
    private readonly ILogger _log = logs.CreateLogger("dispatcher");
    private readonly List<RepeatedWork> _works = [];
    private DispatchPicker _picker = null!;
    private DispatchRoute _route = null!;
    private DispatchSource _source = null!;
    private DispatchRows? _rows;
    private DispatchPinger? _pinger;
    private DispatchResolver _resolver = null!;
    private DispatchEvents _events = null!;
    private ListenSocket? _defaultSocket;
    private ReplyCodes _goodReplies = new();

    /// <summary>Runs when a destination went out of use.</summary>
    [Event("dispatcher:dst-down", Summary = "Runs when a destination went out of use: after a ping on a request of our own whose $ru is its URI, after ds_mark_dst on the message at hand. $dsv(code) and $dsv(reason) say why.")]
    public EventRoute Down { get; } = new("dispatcher:dst-down");

    /// <summary>Runs when a destination came back.</summary>
    [Event("dispatcher:dst-up", Summary = "Runs when a destination came back into use, as dispatcher:dst-down.")]
    public EventRoute Up { get; } = new("dispatcher:dst-up");

    private DispatchTable Table { get; } = state.GetOrAdd("dispatcher.table", static () => new DispatchTable());

    private DispatchCalls Calls { get; } = state.GetOrAdd("dispatcher.calls", static () => new DispatchCalls());

    private DispatchSwitches Switches { get; } = state.GetOrAdd("dispatcher.switches", static () => new DispatchSwitches());

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        CheckPings(validation);
        _setIdVariable = Writable(validation, "setid_pvname", SetIdVariable);
        _attributesVariable = Writable(validation, "attrs_pvname", AttributesVariable);
        var key = HashVariable.Length > 0 ? validation.Text("hash_pvar", HashVariable) : null;
        var xavps = validation.Find<IStructuredValues>();
        if ((Flags & FailoverFlag) != 0 && xavps is null)
            validation.Error("flags", "the destinations to try are kept in XAVPs, which the module pv has", "add: loadmodule \"pv.so\"");

        _rows = FindRows(validation);
        _picker = new DispatchPicker(UseDefault != 0, (Flags & UserOnlyFlag) != 0, LatencyStatistics != 0, key);
        _route = new DispatchRoute(xavps, new DispatchFields(DestinationXavp, ContextXavp, DestinationXavpMode, ContextXavpMode, AttributesNone != 0));
        _source = new DispatchSource(ListFile, _rows, LoadMode != 0, transports, _log);
        _resolver = new DispatchResolver(names, _log);
        _events = new DispatchEvents(Up, Down, new OwnRequests(reload, transports, time), _log);
    }

    /// <inheritdoc />
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _defaultSocket = FindDefaultSocket();
        Open();

        // A reload of the configuration keeps the states of destinations that come from the same place.
        if (Table.Source != _source.Name)
        {
            if (!_source.TryRead(out var lines, out var problem))
                throw new ModuleStartException($"dispatcher: the destinations cannot be used: {problem}");

            Table.Replace(lines, _source.Name);
        }

        await _resolver.ResolveAsync(Table.All);
        if (PingInterval > 0 && _pinger is { } pinger)
            Repeat(PingInterval, pinger.PingAll);

        if (HashSize > 0)
            Repeat(CallCheckSeconds, _ => Calls.Sweep(timers.NowMilliseconds));

        if ((DnsMode & ResolveOnTimer) != 0)
            Repeat(DnsInterval, _ => _resolver.Start(Table.All));
    }

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        StopWorks();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    void ILiveObserver.Replaced() => StopWorks();

    /// <summary>The socket for a destination: its own, or the default; null when neither is there.</summary>
    private ListenSocket? SocketOf(DispatchTarget target)
    {
        target.Line.Attributes.TryFindSocket(transports, out var own);
        return own ?? _defaultSocket;
    }

    private void Open()
    {
        try
        {
            _rows?.Open();
        }
        catch (StoreException exception)
        {
            throw new ModuleStartException($"dispatcher: {exception.Message}", exception);
        }
    }

    private void StopWorks()
    {
        foreach (var work in _works)
            work.Stop();
    }

    private void Repeat(int seconds, Action<WorkerState> work)
    {
        var repeated = new RepeatedWork(timers, TimeSpan.FromSeconds(seconds), work);
        _works.Add(repeated);
        repeated.Start();
    }

    private ListenSocket? FindDefaultSocket()
    {
        var text = DefaultSocketName.Length > 0 ? DefaultSocketName : DefaultSocket;
        if (text.Length == 0)
            return null;

        var found = DefaultSocketName.Length > 0
            ? transports.FindByName(Latin1.ToBytes(text))
            : SocketAddress.TryParse(text, out SocketAddress address, out _) ? address.Find(transports) : null;
        return found ?? throw new ModuleStartException($"dispatcher: found the default socket \"{text}\", expected one that this server listens on");
    }

    private void CheckPings(ModuleValidation validation)
    {
        if (!SipChars.IsToken(Latin1.ToBytes(PingMethod)))
            validation.Error("ds_ping_method", $"'{PingMethod}' is no method");

        foreach (var (name, uri) in (ReadOnlySpan<(string, string)>)[("ds_ping_from", PingFrom), ("outbound_proxy", OutboundProxy)])
        {
            if (uri.Length > 0 && !SipUriParser.TryParse(Latin1.ToBytes(uri), out _))
                validation.Error(name, $"'{uri}' is no SIP URI");
        }

        if (PingInterval > 0 && validation.Require<ILocalRequests>("tm") is { } requests)
            _pinger = new DispatchPinger(this, requests, timers);
    }

    private static VariableReference? Writable(ModuleValidation validation, string parameter, string name)
    {
        var found = name.Length > 0 ? validation.Variable(parameter, name) : null;
        if (found is not { IsWritable: false })
            return found;

        validation.Error(parameter, $"'{name}' cannot be assigned", "expected for example $var(setid)");
        return null;
    }
}
