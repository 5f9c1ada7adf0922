using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbPostgres;

/// <summary>Finds tables, makes missing ones and checks those that are there.</summary>
internal sealed class PostgresTables(PostgresSession session, PostgresStoreOptions options, string database, DatedPatterns patterns)
{
    private const string Columns =
        "SELECT a.attname::text, t.typname::text, a.atttypmod, c.relkind::text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid "
        + "WHERE c.oid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped";

    private const int LengthHead = 4;
    private readonly LayoutSql _sql = new(SqlDialect.Postgres);

    /// <summary>The table for the rows of a layout.</summary>
    /// <exception cref="StoreException">It is missing, or is another than expected.</exception>
    public CopyTable Find(TableLayout layout, string table)
    {
        var found = Describe(table);
        if (found.Count == 0)
        {
            Create(layout, table);
            found = Describe(table);
        }
        else if (options.AutoCreate && Migrate(layout, table, found))
        {
            found = Describe(table);
        }

        TableCheck.Require(layout, table, database, found.ContainsKey);
        TableCheck.RequireVersion(layout, table, database, VersionOf(layout, table));
        var columns = new List<CopyColumn>();
        for (var i = 0; i < layout.Columns.Count; i++)
        {
            if (found.TryGetValue(layout.Columns[i].Name, out var column))
                columns.Add(Column(layout.Columns[i], i, column, table));
        }

        return new CopyTable(table, layout, columns, found.Values.First().Kind == "p");
    }

    private Dictionary<string, ServerColumn> Describe(string table)
    {
        var columns = new Dictionary<string, ServerColumn>(StringComparer.Ordinal);
        foreach (var row in session.Rows(Columns, SqlDialect.Postgres.Quote(table)))
            columns[(string)row[0]] = new ServerColumn((string)row[1], (int)row[2], (string)row[3]);

        return columns;
    }

    private CopyColumn Column(TableColumn column, int place, ServerColumn found, string table)
    {
        var kind = CopyColumn.KindOf(found.Type)
            ?? throw new StoreException($"column '{column.Name}' of table '{table}' in {database} is {found.Type}, which rows cannot be written to");

        return new CopyColumn(place, column, kind, kind == CopyKind.Text && found.Modifier > LengthHead ? found.Modifier - LengthHead : 0);
    }

    private void Create(TableLayout layout, string table)
    {
        if (!options.AutoCreate)
            throw new StoreException($"{database} has no table '{table}'; create it, or set modparam(\"db_postgres\", \"auto_create\", 1)");

        // A table of one day needs no partitions: it goes as a whole.
        var pattern = patterns.Find(table);
        var isPartitioned = layout.TimeColumn >= 0 && pattern is null;
        using var transaction = session.Begin();
        session.Run(_sql.CreateTable(layout, table, isPartitioned));
        foreach (var index in _sql.CreateIndexes(layout, table))
            session.Run(index);

        if (pattern is not null)
            new PostgresDatedTables(session).Note(table, pattern);

        if (layout.Version > 0)
        {
            session.Run(LayoutSql.CreateVersionTable);
            session.Run("INSERT INTO version (table_name, table_version) SELECT $1, $2 WHERE NOT EXISTS (SELECT 1 FROM version WHERE table_name = $1)", table, layout.Version);
        }

        transaction.Commit();
    }

    private bool Migrate(TableLayout layout, string table, Dictionary<string, ServerColumn> found)
    {
        var isChanged = false;
        foreach (var column in TableCheck.Addable(layout, found.ContainsKey))
        {
            session.Run(_sql.AddColumn(table, column));
            isChanged = true;
        }

        return isChanged;
    }

    private long? VersionOf(TableLayout layout, string table)
    {
        if (layout.Version == 0 || session.Value("SELECT to_regclass('version')::text") is null)
            return null;

        return session.Value("SELECT table_version::bigint FROM version WHERE table_name = $1", table) as long?;
    }

    private sealed record ServerColumn(string Type, int Modifier, string Kind);
}
