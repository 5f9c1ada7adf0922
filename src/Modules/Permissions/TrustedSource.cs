using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Permissions;

/// <summary>The table of trusted peers (trusted, version 6).</summary>
/// <param name="database">The database.</param>
/// <param name="table">Name of the table.</param>
/// <param name="columns">Columns: source, protocol, patterns for From and request URI, tag, priority.</param>
internal sealed class TrustedSource(ISqlDatabase database, string table, string[] columns)
{
    private const int Version = 6;
    private static readonly SqlLimit Limit = new(Rows: 100_000, Bytes: 64 << 20);
    private readonly SqlStatement _all = SqlStatement.Select(table, columns, []);
    private readonly SqlStatement _ofOne = SqlStatement.Select(table, columns, [columns[0]]);

    /// <summary>Finds out whether the database has the table.</summary>
    /// <exception cref="StoreException">It does not, or has another version of it.</exception>
    public void Open() => TableVersions.Check(database, table, Version);

    /// <summary>All peers, the highest priority first.</summary>
    /// <exception cref="StoreException">The database cannot be used, or a row is no peer.</exception>
    public TrustedPeer[] Load() => Read(database.Execute(_all, [], Limit));

    /// <summary>The peers of one address.</summary>
    /// <exception cref="StoreException">As the one for all.</exception>
    public TrustedPeer[] Load(string source) => Read(database.Execute(_ofOne, [SqlValue.Of(source)], Limit));

    private TrustedPeer[] Read(SqlRows rows)
    {
        if (rows.IsCut)
            throw new StoreException($"{database.Name} {table}: found more than {Limit.Rows} rows");

        var peers = new List<TrustedPeer>(rows.Rows.Count);
        for (var i = 0; i < rows.Rows.Count; i++)
            peers.Add(TrustedPeer.Read(rows.Rows[i], $"{database.Name} {table}: row {i + 1}"));

        return [.. peers.OrderByDescending(static peer => peer.Priority)];
    }
}
