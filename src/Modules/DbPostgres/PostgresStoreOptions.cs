namespace Signalbox.Modules.DbPostgres;

/// <summary>What the store may do with tables.</summary>
internal sealed record PostgresStoreOptions
{
    /// <summary>True to make missing tables and to add missing columns.</summary>
    public bool AutoCreate { get; init; }

    /// <summary>Days for which partitions are made ahead.</summary>
    public int DaysAhead { get; init; } = 2;

    /// <summary>Days after which a partition, and a table with a date in its name, is dropped; 0 = never.</summary>
    public int DaysKept { get; init; }

    /// <summary>Bytes of all tables with dates in their names together, beyond which the oldest are dropped; 0 = any number.</summary>
    public long BytesKept { get; init; }
}
