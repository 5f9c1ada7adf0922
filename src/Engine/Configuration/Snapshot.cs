using System.Collections.Frozen;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Configuration;

/// <summary>
/// One generation of everything a message can read: routes, module instances, settings. Immutable; a message keeps the
/// one it began with.
/// </summary>
public sealed class Snapshot
{
    private readonly FrozenDictionary<string, ModuleInstance> _byName;
    private readonly IScriptModule[] _scripts;
    private long _references;

    /// <summary>Puts a generation together; hooks and observers are those modules that implement the interfaces, in load order.</summary>
    public Snapshot(int generation, CoreSettings settings, RouteTable routes, IReadOnlyList<ModuleInstance> modules)
    {
        Generation = generation;
        Settings = settings;
        Routes = routes;
        Modules = modules;
        RequestHooks = Collect<IRequestHook>(modules);
        ReplyHooks = Collect<IReplyHook>(modules);
        DatagramHooks = Collect<IDatagramHook>(modules);
        Observers = Collect<ITapObserver>(modules);
        ScriptObservers = Collect<IScriptObserver>(modules);
        UnsentRequests = Collect<IUnsentRequests>(modules);
        Unfinished = Collect<IUnfinishedWork>(modules);
        _scripts = Collect<IScriptModule>(modules);
        Tls = Collect<ITlsProfiles>(modules) is [var profiles, ..] ? profiles : null;
        TakesHttp = Array.Exists(DatagramHooks, static hook => hook.TakesHttp);
        var byName = new Dictionary<string, ModuleInstance>(StringComparer.Ordinal);
        foreach (var module in modules)
            byName[module.Descriptor.Name] = module;

        _byName = byName.ToFrozenDictionary();
        settings.Variables.AddParameters(settings, modules);
    }

    /// <summary>Number of the generation, from 1.</summary>
    public int Generation { get; }

    /// <summary>Core parameters.</summary>
    public CoreSettings Settings { get; }

    /// <summary>Routes.</summary>
    public RouteTable Routes { get; }

    /// <summary>Module instances in load order, implicit ones first.</summary>
    public IReadOnlyList<ModuleInstance> Modules { get; }

    /// <summary>When it was built.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Path of the main configuration file.</summary>
    public string SourcePath { get; init; } = string.Empty;

    /// <summary>Digests of its route blocks and script files, by name; for the difference of two generations.</summary>
    public IReadOnlyDictionary<(ChangeKind Kind, string Name), string> Parts { get; init; } = FrozenDictionary<(ChangeKind, string), string>.Empty;

    /// <summary>The files that it was made of, as read, by path; for going back to it.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// True when each UDP worker gets a kernel socket of its own, false when all share one, so that a blocked worker
    /// holds up nobody: udp_socket_per_worker when it is set, else what the loader found out about the routes.
    /// </summary>
    public bool UsesSocketPerWorker => Settings.UdpSocketPerWorker switch { 0 => false, 1 => true, _ => !CanBlock };

    /// <summary>What stands before log lines of a message, or null.</summary>
    public ILogPrefix? LogPrefix { get; init; }

    /// <summary>True when a route of the cfg can reach a function that waits for the world.</summary>
    public bool RoutesCanBlock { get; init; }

    /// <summary>True when a route or a script can; a reload of its scripts may make it true.</summary>
    public bool CanBlock => RoutesCanBlock || Array.Exists(_scripts, static one => one.Runtime is { CanBlock: true });

    /// <summary>Modules that see requests before the script.</summary>
    public IRequestHook[] RequestHooks { get; }

    /// <summary>Modules that take replies.</summary>
    public IReplyHook[] ReplyHooks { get; }

    /// <summary>Modules that see datagrams before they are parsed.</summary>
    public IDatagramHook[] DatagramHooks { get; }

    /// <summary>True when a module takes HTTP requests.</summary>
    public bool TakesHttp { get; }

    /// <summary>Observers at the tap.</summary>
    public ITapObserver[] Observers { get; }

    /// <summary>Modules that may want to hear what scripts do.</summary>
    public IScriptObserver[] ScriptObservers { get; }

    /// <summary>Who wants to hear what the script does with a message; null for nearly every message.</summary>
    public IScriptObserver? ScriptObserverFor(RoutingContext context)
    {
        IScriptObserver? found = null;
        foreach (var observer in ScriptObservers)
        {
            if (observer.Wants(context))
                found = found is null ? observer : new BothObservers(found, observer);
        }

        return found;
    }

    /// <summary>Modules that hear of requests that could not be sent.</summary>
    public IUnsentRequests[] UnsentRequests { get; }

    /// <summary>Modules with work that an end waits for.</summary>
    public IUnfinishedWork[] Unfinished { get; }

    /// <summary>Rules of TLS connections; null without a module for it.</summary>
    public ITlsProfiles? Tls { get; }

    /// <summary>The way to ask for names; null while it is not live.</summary>
    public Dns.INames? Names { get; internal set; }

    /// <summary>Transactions that keep it alive.</summary>
    internal long References => Volatile.Read(ref _references);

    /// <summary>A module by name, or null.</summary>
    public ModuleInstance? Module(string name) => _byName.GetValueOrDefault(name);

    /// <summary>One more, or one less, that keeps it alive: per transaction, not per message.</summary>
    internal void AddReference(int change) => Interlocked.Add(ref _references, change);

    private static T[] Collect<T>(IReadOnlyList<ModuleInstance> modules)
        where T : class
    {
        var found = new List<T>();
        foreach (var module in modules)
        {
            if (module.Instance is T one)
                found.Add(one);
        }

        return [.. found];
    }
}
