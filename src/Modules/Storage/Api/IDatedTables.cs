namespace Signalbox.Modules.Storage.Api;

/// <summary>What <see cref="DatedRetention"/> asks a database that it keeps small.</summary>
internal interface IDatedTables
{
    /// <summary>Name, pattern, and whether it is there, of each table that <see cref="DatedRetention.Table"/> lists.</summary>
    List<(string Table, string Pattern, bool IsThere)> Made();

    /// <summary>Bytes of what counts for retention by size.</summary>
    long Size();

    /// <summary>Drops a table.</summary>
    void Drop(string table);

    /// <summary>Takes a table off the list.</summary>
    void Forget(string table);
}
