using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>Tables of keys and values shared by all workers, kept over reloads.</summary>
[Module("htable", Summary = "Tables of keys and values shared by all workers.")]
internal sealed partial class HtableModule(StateStore state, ITimers timers, IReloadService reload) : IModule
{
    private const string StatePrefix = "htable.";
    private static readonly ItemSlot<TableRecord> RecordSlot = new();
    private readonly List<TableOptions> _declared = [];
    private readonly Dictionary<string, HashTable> _tables = new(StringComparer.Ordinal);
    private Snapshot? _validated;
    private ExpiryScan? _scan;

    [Parameter("htable", Summary = "Declares a table: name=>size=8;autoexpire=seconds;initval=value;updateexpire=1.", Reloadable = true)]
    public string? Declare(string text)
    {
        if (TableOptions.Parse(text, out var error) is not { } options)
            return error;

        if (_declared.Exists(known => known.Name == options.Name))
            return $"table '{options.Name}' is declared twice";

        _declared.Add(options);
        return null;
    }

    /// <summary>Seconds between two scans for expired items.</summary>
    [Parameter("timer_interval", Default = "20", Unit = "s", Summary = "Time between two scans for expired items.", Min = 1, Max = 86400)]
    public int TimerInterval { get; set; } = 20;

    /// <summary>Runs once when tables are new, before messages arrive.</summary>
    [Event("htable:mod-init", Summary = "Runs when tables are new, before messages arrive.")]
    public EventRoute Initialized { get; } = new("htable:mod-init");

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        _validated = new Snapshot(0, validation.Settings, validation.Routes, []);
        foreach (var options in _declared)
            _expired[options.Name] = validation.Routes.Find(RouteKinds.Event, $"htable:expired:{options.Name}");
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var isNew = false;
        foreach (var options in _declared)
        {
            var table = state.GetOrAdd(StatePrefix + options.Name, () => new HashTable(options));
            isNew |= table.Count == 0;
            table.Options = options;
            _tables[options.Name] = table;
        }

        if (isNew && Initialized.IsDefined)
            RunInitialized();

        _scan = new ExpiryScan(this, timers);
        _scan.Schedule();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        _scan?.Stop();
        return ValueTask.CompletedTask;
    }

    private readonly Dictionary<string, RouteBody?> _expired = new(StringComparer.Ordinal);

    /// <summary>Takes expired items out and runs the event route of their table.</summary>
    internal void Expire(WorkerState worker)
    {
        foreach (var (name, table) in _tables)
        {
            var taken = table.TakeExpired(timers.NowMilliseconds);
            if (_expired.GetValueOrDefault(name) is not { } route)
                continue;

            foreach (var (key, item) in taken)
                RunExpired(worker, route, new TableRecord(key, item.Value));
        }
    }

    private void RunInitialized()
    {
        var worker = new WorkerState(0, "htable start");
        var context = worker.Rent();
        context.Snapshot = _validated!;
        Initialized.Run(context);
        worker.Return(context);
    }

    private void RunExpired(WorkerState worker, RouteBody route, TableRecord record)
    {
        var context = worker.Rent();
        context.Snapshot = reload.Current;
        context.Route = RouteKinds.Event;
        context.Items.Set(RecordSlot, record);
        route.Run(context);
        worker.Return(context);
    }

    private HashTable? Find(string name) => _tables.GetValueOrDefault(name);

    private long Now => timers.NowMilliseconds;
}
