using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Dns;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Hosting;

/// <summary>
/// The engine put together: its constructor registers every service that modules may ask for, <see cref="StartAsync"/>
/// brings the first generation up, <see cref="StopAsync"/> ends the server.
/// </summary>
public sealed class EngineRuntime
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly ILogger _logger;
    private readonly LiveSnapshot _live = new();
    private readonly TransportTable _table;
    private readonly TimerWheel _timers;
    private readonly ModuleLife _modules;
    private readonly GenerationDrain _drain;
    private readonly ReloadService _reload;
    private readonly RouteRunner _runner;
    private readonly MessageProcessor _processor;
    private readonly ServerSockets _sockets;
    private readonly RouteWorkers _routeWorkers;
    private readonly SourceWatch _watch;
    private readonly TimeProvider _time;

    /// <summary>Creates the engine and registers its services.</summary>
    /// <param name="services">Gets the services.</param>
    /// <param name="time">Clock of timers and timestamps.</param>
    /// <param name="loggerFactory">Log of the server.</param>
    /// <param name="scriptLog">Log of scripts.</param>
    public EngineRuntime(ModuleServices services, TimeProvider time, ILoggerFactory loggerFactory, IScriptLog scriptLog)
    {
        _time = time;
        _logger = loggerFactory.CreateLogger("engine");
        var faults = new FaultLog(_logger);
        _timers = new TimerWheel(time, Workers.Add("timer"), faults);
        _routeWorkers = new RouteWorkers(Workers, faults);
        _modules = new ModuleLife(_logger);
        _drain = new GenerationDrain(Workers, _modules, time, _logger);
        _reload = new ReloadService(_live, _drain, _modules, time, _logger);
        var sources = new SourceAddresses(time);
        _table = new TransportTable(sources);
        var connections = new StreamConnections(_live, _timers, time, _logger);
        var sender = new MessageSender(_table, sources, time);
        var names = new Names(_live, new NameCache(time), () => Workers.Workers.Count, time, _logger);
        _live.Names = names;
        var finder = new TargetFinder(names, _table, names.Cache);
        var resolver = new DestinationResolver(_table, new TargetCache(finder, names.Cache, names.Waiting), connections);
        var forwarder = new ReplyForwarder(sender, resolver);
        _runner = new RouteRunner(forwarder);
        _processor = new MessageProcessor(_live, _runner, faults, _table);
        Trigger = new ReloadTrigger(_reload, _logger);
        _watch = new SourceWatch(() => _live.Current, () => _reload.Tried, Trigger, time);
        _sockets = new ServerSockets(_table, connections, Workers, names, time);
        _drain.Ended = _sockets.CloseUnused;
        services
            .Add<ITransportTable>(_table)
            .Add<IMessageSender>(sender)
            .Add<IReplyForwarder>(forwarder)
            .Add<ITimers>(_timers)
            .Add<IDestinationResolver>(resolver)
            .Add<INames>(names)
            .Add(names.Cache)
            .Add<IConnections>(connections)
            .Add<IMessageInput>(_processor)
            .Add<IRouteWorkers>(_routeWorkers)
            .Add(new StateStore())
            .Add<IReloadService>(_reload)
            .Add<IReloadCommands>(_reload)
            .Add(new RpcDispatcher(_reload))
            .Add(Workers)
            .Add(time)
            .Add(loggerFactory)
            .Add<IScriptLog>(new MessageLog(scriptLog));
    }

    /// <summary>The live generation; null before the first one and after the end.</summary>
    public Snapshot? Live => _live.Current;

    /// <summary>Reloads for which nobody waits.</summary>
    public ReloadTrigger Trigger { get; }

    /// <summary>Hears when a reload begins (true) and when it ended (false).</summary>
    public Action<bool> Announce { get => _reload.Announce; set => _reload.Announce = value; }

    /// <summary>All workers.</summary>
    public WorkerRegistry Workers { get; } = new();

    private TimeSpan ExitLimit => TimeSpan.FromSeconds((_live.Current?.Settings ?? new CoreSettings()).ExitTimeout);

    /// <summary>The wheel, for those who turn it by hand.</summary>
    internal TimerWheel Timers => _timers;

    /// <summary>Loads, binds, starts the modules, publishes, and starts the workers.</summary>
    /// <param name="source">Gives the configuration, now and at each reload.</param>
    /// <param name="cancellationToken">Ends a module's start that takes too long.</param>
    /// <exception cref="EngineStartException">It cannot start; everything is undone.</exception>
    public async Task StartAsync(IConfigurationSource source, CancellationToken cancellationToken)
    {
        var first = _reload.LoadFirst(source);
        _sockets.Open(first);
        if (!first.Settings.HasTls && first.Settings.Listen.Exists(static line => line.Protocol == TransportProtocol.Tls))
            _logger.LogWarning("TLS listeners are left out: found no enable_tls=yes, expected it together with loadmodule \"tls.so\"");

        _timers.Start();
        _routeWorkers.Start();
        await BringUpAsync(first, cancellationToken);
        _sockets.Start(first.Settings, _processor);
        _reload.Sockets = _sockets;
        _modules.Tell(first, 0);
        _watch.Start();
        _logger.LogInformation("generation {Generation} is live, {Workers} workers", first.Generation, Workers.Workers.Count);
    }

    /// <summary>Starts without kernel sockets, threads and a running clock: who calls this plays the network and the time.</summary>
    internal async Task StartDetachedAsync(IConfigurationSource source, Func<Snapshot, ListenSocket[]> sockets)
    {
        var first = _reload.LoadFirst(source);
        _table.Set(sockets(first));
        await BringUpAsync(first, CancellationToken.None);
        _modules.Tell(first, 0);
    }

    /// <summary>
    /// Takes no new work and waits until what is under way is finished, for exit_timeout at most. A request that would begin
    /// something is dropped: its client repeats it, and the server that is started meanwhile answers.
    /// </summary>
    /// <param name="hurry">Ends the wait.</param>
    /// <returns>True when all was finished.</returns>
    public async Task<bool> FinishWorkAsync(CancellationToken hurry)
    {
        _runner.IsEnding = true;
        var begin = _time.GetTimestamp();
        while (HasUnfinished())
        {
            if (hurry.IsCancellationRequested || _time.GetElapsedTime(begin) >= ExitLimit)
                return false;

            await Task.Delay(Pause, _time, CancellationToken.None);
        }

        return true;
    }

    /// <summary>
    /// Stops receiving, lets messages at hand end, stops the modules of all generations, then closes the sockets. A worker
    /// that is still blocked after some seconds is left behind.
    /// </summary>
    /// <param name="atOnce">True to wait for nobody else.</param>
    public async Task StopAsync(bool atOnce = false)
    {
        _watch.Stop();
        var limit = atOnce ? TimeSpan.Zero : ExitLimit;
        await _reload.RefuseFurtherAsync(limit);
        if (_live.Current is not { } last)
            return;

        await Task.Run(_sockets.StopReceiving);
        await _drain.FinishAsync(last, limit);
        _timers.Dispose();
        _routeWorkers.Dispose();
        _reload.Withdraw();
        _sockets.Close();
    }

    private bool HasUnfinished()
    {
        foreach (var work in _live.Current?.Unfinished ?? [])
        {
            if (work.Unfinished > 0)
                return true;
        }

        return false;
    }

    private async Task BringUpAsync(Snapshot first, CancellationToken cancellationToken)
    {
        // Live before its modules start, so that their timers find it; no message and no command can come in yet.
        _reload.Publish(first);
        if (await _modules.StartAsync(first, cancellationToken) is not { } refusal)
            return;

        _reload.Withdraw();
        _timers.Dispose();
        _routeWorkers.Dispose();
        _sockets.Close();
        throw new EngineStartException(refusal);
    }
}
