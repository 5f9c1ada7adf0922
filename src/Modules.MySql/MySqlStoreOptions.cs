namespace Signalbox.Modules.MySql;

/// <summary>What the store may do with tables.</summary>
internal sealed record MySqlStoreOptions
{
    /// <summary>True to make missing tables and to add missing columns.</summary>
    public bool AutoCreate { get; init; }

    /// <summary>Days after which a table with a date in its name is dropped; 0 = never.</summary>
    public int DaysKept { get; init; }

    /// <summary>Bytes of all such tables together, beyond which the oldest are dropped; 0 = any number.</summary>
    public long BytesKept { get; init; }
}
