using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Usrloc;

/// <summary>Keeps who is registered where.</summary>
[Module("usrloc", Summary = "Keeps the contacts of registered users in memory and in databases.")]
internal sealed partial class UsrlocModule(StateStore state, ITimers timers, TimeProvider time, ITransportTable transports, IConnections connections, ILoggerFactory logs) : IModule, ILocations, IStatisticSource
{
    private const string DefaultTable = "location";
    private readonly ConcurrentDictionary<string, LocationTable> _tables = new(StringComparer.Ordinal);
    private readonly List<string> _preload = [];
    private readonly StateStore _state = state;
    private readonly ITimers _timers = timers;
    private readonly TimeProvider _time = time;
    private readonly ITransportTable _transports = transports;
    private readonly ContactSequence _sequence = state.GetOrAdd("usrloc", () => new ContactSequence(time.GetUtcNow().ToUnixTimeSeconds()));
    private LocationSweep? _sweep;

    /// <inheritdoc />
    public long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    /// <inheritdoc />
    bool ILocations.UseDomain => UseDomain;

    /// <inheritdoc />
    public bool NewestFirst => DescTimeOrder;

    /// <inheritdoc />
    public ContactMatching Matching => (ContactMatching)MatchingMode;

    /// <summary>Who is told of expired contacts.</summary>
    public IContactExpiry? Listener { get; private set; }

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        ValidateDatabase(validation);
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (_preload.Count == 0)
            _preload.Add(DefaultTable);

        foreach (var name in _preload)
            Table(name);

        StartDatabase();
        foreach (var (name, table) in _state.All<LocationTable>())
            Attach(name, table);

        _sweep = new LocationSweep(this, _state, _timers, connections, TimeSpan.FromSeconds(TimerInterval));
        _sweep.Start();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        _sweep?.Stop();
        StopDatabase();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public LocationTable Table(string name)
    {
        if (_tables.TryGetValue(name, out var table))
            return table;

        return _tables.GetOrAdd(name, Make);
    }

    // A table that a script names for the first time while the server runs.
    private LocationTable Make(string name)
    {
        var table = _state.GetOrAdd(name, () => new LocationTable(name));
        if (_database is not null && _sweep is not null)
            Attach(name, table);

        return table;
    }

    /// <inheritdoc />
    public LocationTable? Find(string name) => _tables.TryGetValue(name, out var table) ? table : _state.Find<LocationTable>(name);

    /// <inheritdoc />
    public IReadOnlyList<LocationTable> Tables => [.. _tables.Values];

    /// <inheritdoc />
    public byte[] NewRuid(out long sequence) => _sequence.Next("uloc", out sequence);

    /// <inheritdoc />
    public void Sort(Contact[] contacts) => Array.Sort(contacts, NewestFirst ? CompareAge : CompareQ);

    /// <inheritdoc />
    public void Notify(IContactExpiry? listener) => Listener = listener;

    private static int CompareAge(Contact left, Contact right) => right.Sequence.CompareTo(left.Sequence);

    private static int CompareQ(Contact left, Contact right) =>
        left.Q != right.Q ? right.Q.CompareTo(left.Q) : left.Sequence.CompareTo(right.Sequence);
}
