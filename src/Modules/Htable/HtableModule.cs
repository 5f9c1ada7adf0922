using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>Tables of values that all workers share.</summary>
[Module("htable", Summary = "Tables of keys and values that all workers share.")]
internal sealed partial class HtableModule : IModule, IReloadCheck, ILiveObserver
{
    private readonly Dictionary<string, HtableDefinition> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashTable> _tables = new(StringComparer.Ordinal);
    private readonly StateStore _state;
    private readonly ITimers _timers;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly HtableEvents _events;
    private ExpirySweep? _sweep;
    private FirstEvent? _first;

    /// <summary>Gets the engine's services.</summary>
    public HtableModule(
        StateStore state, ITimers timers, IReloadService reload, ITransportTable transports, TimeProvider time, ILoggerFactory logs)
    {
        _state = state;
        _timers = timers;
        _time = time;
        _log = logs.CreateLogger("htable");
        _events = new HtableEvents(reload, transports, time);
    }

    /// <summary>The tables of this generation.</summary>
    public IReadOnlyDictionary<string, HashTable> Tables => _tables;

    /// <summary>Runs once, before the first message in all likelihood.</summary>
    [Event("htable:mod-init", Summary = "Runs once, when the server has started: fill tables here.")]
    public EventRoute Initialised { get; } = new("htable:mod-init");

    /// <summary>Declares the name; the sweep looks for the route of each table.</summary>
    [Event("htable:expired:<table>", Summary = "Runs for each item of that table that has expired; $shtrecord(key) and $shtrecord(value) are its own.")]
    public EventRoute Expired { get; } = new("htable:expired:<table>");

    private long Now => HtableClock.Now(_time);

    /// <summary>Declares a table.</summary>
    [Parameter("htable", Summary = "Declares a table: name=>size=8;autoexpire=300;initval=0;updateexpire=1;dbtable=htable;cols='key,value';dbmode=1. Size is the logarithm of the slots; autoexpire in seconds; dbmode 1 writes the table back when the server stops.")]
    public string? Declare(string text)
    {
        if (HtableDefinition.Parse(text, out var error) is { } definition)
            _definitions[definition.Name] = definition;

        return error;
    }

    /// <summary>Time between two sweeps.</summary>
    [Parameter("timer_interval", Default = "20", Unit = "s", Summary = "Time between two searches for expired items.", Min = 1, Max = 86400)]
    public int TimerInterval { get; set; } = 20;

    /// <summary>Accepted for the peer's configurations.</summary>
    [Parameter("timer_procs", Default = "0", Summary = "Accepted; the timer is a thread of its own.")]
    public int TimerProcesses { get; set; }

    /// <summary>Replication between servers.</summary>
    [Parameter("enable_dmq", Default = "0", Summary = "Replication between servers: only 0.", Min = 0, Max = 0)]
    public int EnableDmq { get; set; }

    /// <summary>KEMI function that gets the events.</summary>
    [Parameter("event_callback", Summary = "Function of the script that gets the events instead of event routes.", IsEventCallback = true)]
    public string EventCallback { get; set; } = string.Empty;

    /// <summary>Accepted.</summary>
    [Parameter("event_callback_mode", Default = "0", Summary = "When the function is called.", NoEffect = "the function gets every event", Min = 0, Max = 1)]
    public int EventCallbackMode { get; set; }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        OpenDatabase();
        foreach (var definition in _definitions.Values)
        {
            var isNew = false;
            var table = _state.GetOrAdd($"htable:{definition.Name}", () =>
            {
                isNew = true;
                return new HashTable(definition);
            });
            table.Definition = definition;
            table.Join();
            Fill(table, isNew);
            _tables[definition.Name] = table;
        }

        _sweep = new ExpirySweep(_tables.Values, _events, _timers, _time, TimeSpan.FromSeconds(TimerInterval), EventCallback);
        _sweep.Start();
        StartFirst();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        _sweep?.Stop();
        _first?.Stop();
        CloseDatabase();
        foreach (var table in _tables.Values)
            table.Leave();

        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Drops tables that neither this generation names, nor the one before, to which a rollback goes, nor one that still
    /// ends its calls.
    /// </summary>
    void ILiveObserver.BecameLive(int before)
    {
        var round = _state.GetOrAdd("htable:round", static () => new Counter());
        round.Increment();
        foreach (var table in _tables.Values)
            table.LastNamed = round.Value;

        foreach (var (name, table) in _state.All<HashTable>())
        {
            if (!table.IsNamed && table.LastNamed < round.Value - 1)
                _state.Remove<HashTable>(name);
        }
    }

    /// <inheritdoc />
    string? IReloadCheck.Refuses(object running)
    {
        // Its items would be written to, and looked for in, a place that they did not come from.
        foreach (var definition in _definitions.Values)
        {
            if (((HtableModule)running)._definitions.TryGetValue(definition.Name, out var before) && before.DatabaseTable != definition.DatabaseTable)
                return $"table '{definition.Name}' changes its dbtable from \"{before.DatabaseTable}\" to \"{definition.DatabaseTable}\": restart, or declare a table of another name";
        }

        return null;
    }

    private void StartFirst()
    {
        var isFirst = false;
        _state.GetOrAdd("htable:mod-init", () =>
        {
            isFirst = true;
            return new Counter();
        });
        if (!isFirst || !Initialised.IsDefined)
            return;

        _first = new FirstEvent(Initialised, _events, _timers);
        _first.Start();
    }

    private HashTable? Find(ReadOnlySpan<char> name) =>
        _tables.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var table) ? table : null;

    private static ScriptValue OrUndefined(long? number) => number is { } value ? ScriptValue.Of(value) : ScriptValue.Undefined;
}
