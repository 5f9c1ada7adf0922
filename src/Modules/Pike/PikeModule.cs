using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pike;

/// <summary>Tells the script about addresses that send too much.</summary>
[Module("pike", Summary = "Tells the script about addresses that send more requests than they may.")]
internal sealed class PikeModule(StateStore state, ITimers timers, IScriptLog script, ILoggerFactory logs) : IModule, ILiveObserver
{
    private const int Invalid = -1;
    private readonly ILogger _log = logs.CreateLogger("pike");
    private RepeatedWork? _seconds;
    private RepeatedWork? _samples;

    /// <summary>Length of a sampling time.</summary>
    [Parameter("sampling_time_unit", Default = "2", Unit = "s", Min = 1, Max = 86400, Summary = "Length of a sampling time.")]
    public int SamplingSeconds { get; set; } = 2;

    /// <summary>Requests in a sampling time.</summary>
    [Parameter("reqs_density_per_unit", Default = "30", Min = 1, Max = 1000000, Summary = "Requests of one address in a sampling time from which on it is blocked.")]
    public int Density { get; set; } = 30;

    /// <summary>How long an address is remembered.</summary>
    [Parameter("remove_latency", Default = "120", Unit = "s", Min = 1, Max = 86400, Summary = "How long an address is remembered after its last request.")]
    public int KeepSeconds { get; set; } = 120;

    /// <summary>Level of the line about a blocked address.</summary>
    [Parameter("pike_log_level", Default = "1", Min = -5, Max = 4, Live = true, Summary = "Log level of the line that tells of a blocked address.")]
    public int LogLevel { get; set; } = 1;

    /// <summary>Addresses blocked now.</summary>
    [Statistic("blocked_ips", Summary = "Addresses that are blocked now.")]
    public Counter BlockedAddresses { get; } = state.GetOrAdd("pike.blocked_ips", static () => new Counter());

    private PikeTree Tree { get; } = state.GetOrAdd("pike.tree", static () => new PikeTree());

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        Tree.Limits = new PikeLimits(Density, KeepSeconds);
        _seconds = new RepeatedWork(timers, TimeSpan.FromSeconds(1), _ => Tree.PassSecond());
        _samples = new RepeatedWork(timers, TimeSpan.FromSeconds(SamplingSeconds), _ => BlockedAddresses.Add(-Tree.EndSample()));
        _seconds.Start();
        _samples.Start();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        StopCounting();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    void ILiveObserver.Replaced() => StopCounting();

    /// <summary>1 passes, -2 became blocked by this request, -1 is blocked.</summary>
    [Function("pike_check_req", Routes = RouteKinds.Request | RouteKinds.Reply | RouteKinds.OnReply | RouteKinds.Event, Summary = "Counts the sender's address: 1 it may send, -2 it is too much from this request on, -1 it is still too much.")]
    public ReturnCode CheckRequest(RoutingContext context) => Check(context.Received.Remote);

    /// <summary>As pike_check_req; -1 also for a text that is no address.</summary>
    [Function("pike_check_ip", Routes = RouteKinds.Request | RouteKinds.Reply | RouteKinds.OnReply | RouteKinds.Event, Summary = "As pike_check_req, for an address given as text.")]
    public ReturnCode CheckAddress(RoutingContext context, ScriptValue ip)
    {
        using var text = new ValueBytes(context.Worker, ip);
        if (HostEndPoint.TryParseAddress(text.Span, 0, out var address))
            return Check(address);

        _log.LogError("pike_check_ip: found \"{Text}\", expected an IP address", ShownText.Of(Latin1.ToText(text.Span)));
        return Invalid;
    }

    /// <summary>Shows addresses; HOT by default.</summary>
    [Rpc("pike.top", Summary = "Shows the blocked addresses; with ALL every address under watch, with WARM none: those have no state of their own.")]
    public void Top(RpcCall call) => List(call, call.Text(0) ?? "HOT");

    /// <summary>Shows all addresses.</summary>
    [Rpc("pike.list", Mi = "pike_list", Summary = "Shows every address under watch.")]
    public void ListAll(RpcCall call) => List(call, "ALL");

    private ReturnCode Check(in HostEndPoint address)
    {
        var verdict = Tree.Count(address);
        if (verdict == PikeVerdict.JustBlocked)
        {
            BlockedAddresses.Increment();
            if (script.IsEnabled(LogLevel))
                script.Write(LogLevel, "pike: "u8, Latin1.ToBytes($"PIKE - BLOCKing ip {address.HostText()}\n"));
        }

        return (int)verdict;
    }

    private void List(RpcCall call, string wanted)
    {
        var rows = RpcValue.Array();
        foreach (var (address, node) in Tree.All())
        {
            var status = node.IsBlocked ? "HOT" : string.Empty;
            if (wanted != "ALL" && wanted != status)
                continue;

            rows.Item(RpcValue.Struct().With("ip_addr", address.HostText()).With("leaf_hits_prev", node.HitsBefore)
                .With("leaf_hits_curr", node.Hits).With("expires", node.SecondsLeft).With("status", status));
        }

        call.AddStruct().With("max_hits", Density).With("list", rows).With("number_of_rows", rows.Members.Count);
    }

    private void StopCounting()
    {
        _seconds?.Stop();
        _samples?.Stop();
    }
}
