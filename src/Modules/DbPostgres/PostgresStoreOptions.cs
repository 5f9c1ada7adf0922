namespace Signalbox.Modules.DbPostgres;

/// <summary>What the store may do with tables.</summary>
internal sealed record PostgresStoreOptions
{
    /// <summary>True to make missing tables and to add missing columns.</summary>
    public bool AutoCreate { get; init; }

    /// <summary>Days for which partitions are made ahead.</summary>
    public int DaysAhead { get; init; } = 2;

    /// <summary>Days after which a partition is dropped; 0 = never.</summary>
    public int DaysKept { get; init; }
}
