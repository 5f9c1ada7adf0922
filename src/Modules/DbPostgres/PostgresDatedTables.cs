using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbPostgres;

/// <summary>The tables with dates in one database.</summary>
internal sealed class PostgresDatedTables(PostgresSession session) : IDatedTables
{
    /// <inheritdoc />
    public List<(string Table, string Pattern, bool IsThere)> Made() => session.Value("SELECT to_regclass($1)::text", DatedRetention.Table) is null
        ? []
        : session.Rows($"SELECT table_name::text, pattern::text, to_regclass(quote_ident(table_name)) IS NOT NULL FROM {DatedRetention.Table}")
            .ConvertAll(static row => ((string)row[0], (string)row[1], (bool)row[2]));

    /// <inheritdoc />
    public long Size() => (long)session.Value($"SELECT COALESCE(SUM(pg_total_relation_size(to_regclass(quote_ident(table_name)))), 0)::bigint FROM {DatedRetention.Table}")!;

    /// <inheritdoc />
    public void Drop(string table) => session.Run($"DROP TABLE {SqlDialect.Postgres.Quote(table)}");

    /// <inheritdoc />
    public void Forget(string table) => session.Run($"DELETE FROM {DatedRetention.Table} WHERE table_name = $1", table);

    /// <summary>Notes that a table was made.</summary>
    public void Note(string table, DatedPattern pattern)
    {
        session.Run(DatedRetention.Create);
        session.Run($"INSERT INTO {DatedRetention.Table} (table_name, pattern) VALUES ($1, $2) ON CONFLICT (table_name) DO UPDATE SET pattern = excluded.pattern", table, pattern.Text);
    }
}
