using System.Text;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Htable;

/// <summary>Reads tables from the database and writes them back.</summary>
/// <param name="database">The database.</param>
/// <param name="columns">Names of its columns.</param>
/// <param name="time">Clock.</param>
internal sealed class HtableStore(ISqlDatabase database, HtableColumns columns, TimeProvider time)
{
    /// <summary>Version of a table with the usual columns.</summary>
    public const int Version = 2;

    private const long ArrayKey = 1;
    private const long NumberValue = 1;
    private static readonly SqlLimit Limit = new(2_000_000, 1 << 29);

    /// <summary>Opens the database and checks the tables with the usual columns.</summary>
    /// <exception cref="StoreException">It cannot be used.</exception>
    public void Open(IEnumerable<HtableDefinition> tables)
    {
        database.Open();
        foreach (var table in tables)
        {
            if (table is { DatabaseTable.Length: > 0, Columns.Length: 0 })
                TableVersions.Check(database, table.DatabaseTable, Version);
        }
    }

    /// <summary>Puts the rows of the database in the place of what the table holds.</summary>
    /// <exception cref="StoreException">The database cannot be used, or has too many rows.</exception>
    public void Load(HashTable table)
    {
        var definition = table.Definition;
        var names = definition.Columns.Length > 0 ? definition.Columns : columns.All;
        var rows = database.Execute(SqlStatement.Select(definition.DatabaseTable, names, []), [], Limit);
        if (rows.IsCut)
            throw new StoreException($"{database.Name}: table '{definition.DatabaseTable}' has more than {Limit.Rows} rows");

        table.Clear();
        var now = HtableClock.Now(time);
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in rows.Rows)
        {
            if (definition.Columns.Length > 0)
                table.Set(row[0].ToText(), Pack(definition, row), now);
            else
                Add(table, row, sizes, now);
        }
    }

    /// <summary>Puts what the table holds in the place of the rows of the database.</summary>
    /// <exception cref="StoreException">The database cannot be used; it has the rows that it had.</exception>
    public void Save(HashTable table)
    {
        var name = table.Definition.DatabaseTable;
        var insert = SqlStatement.Insert(name, columns.All);
        var calls = new List<SqlCall> { new(SqlStatement.Delete(name, []), []) };
        var now = HtableClock.Now(time);
        foreach (var slot in table.Slots)
        {
            foreach (var cell in slot.Sorted())
            {
                if (!cell.IsExpired(now))
                    calls.Add(new SqlCall(insert, Row(cell, now)));
            }
        }

        database.ExecuteAll(calls);
    }

    private static ScriptValue Pack(HtableDefinition definition, ScriptValue[] row)
    {
        if (row.Length == 2)
            return ScriptValue.Of(TextOf(definition, row[1]));

        var text = new StringBuilder();
        for (var i = 1; i < row.Length; i++)
            text.Append(i > 1 ? definition.Delimiter : string.Empty).Append(TextOf(definition, row[i]));

        return ScriptValue.Of(text.ToString());
    }

    private static string TextOf(HtableDefinition definition, in ScriptValue value) => value.IsDefined ? value.ToText() : definition.NullText;

    private void Add(HashTable table, ScriptValue[] row, Dictionary<string, long> sizes, long now)
    {
        var left = columns.HasExpires && row[4].ToInteger() is var end and > 0 ? end - time.GetUtcNow().ToUnixTimeSeconds() : long.MaxValue;
        if (left <= 0)
            return;

        var key = row[0].ToText();
        if (row[1].ToInteger() == ArrayKey)
        {
            var index = sizes.GetValueOrDefault(key);
            sizes[key] = index + 1;
            table.Set(key + columns.SizeSuffix, ScriptValue.Of(index + 1), now);
            key = $"{key}[{index}]";
        }

        // Text that is no number counts as 0, as in the peer.
        table.Set(key, row[2].ToInteger() == NumberValue ? ScriptValue.Of(row[3].ToInteger()) : ScriptValue.Of(row[3].ToText()), now);
        if (left != long.MaxValue)
            table.SetLife(key, left, now);
    }

    private SqlValue[] Row(HashCell cell, long now)
    {
        var isNumber = cell.Value.IsInteger;
        var (name, type, value) = (SqlValue.Of(cell.Name), SqlValue.Of(isNumber ? NumberValue : 0), SqlValue.Of(cell.Value.ToText()));
        if (!columns.HasExpires)
            return [name, SqlValue.Of(0), type, value];

        var end = cell.ExpiresAt == 0 ? 0 : time.GetUtcNow().ToUnixTimeSeconds() + cell.SecondsLeft(now);
        return [name, SqlValue.Of(0), type, value, SqlValue.Of(end)];
    }
}
