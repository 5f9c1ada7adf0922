using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Dispatcher;

/// <summary>Reads the destinations from a table (dispatcher, version 4).</summary>
internal sealed class DispatchRows
{
    private const int Version = 4;
    private const int FixedColumns = 5;
    private static readonly SqlLimit Limit = new(Rows: 100_000, Bytes: 64 << 20);
    private readonly ISqlDatabase _database;
    private readonly SqlStatement _statement;
    private readonly IReadOnlyList<(string Attribute, string Column)> _extra;

    /// <summary>Makes the statement.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">Name of the table.</param>
    /// <param name="columns">Columns: set, URI, flags, priority, attributes.</param>
    /// <param name="extra">Further columns, each with the attribute that it becomes.</param>
    public DispatchRows(ISqlDatabase database, string table, IReadOnlyList<string> columns, IReadOnlyList<(string Attribute, string Column)> extra)
    {
        _database = database;
        _extra = extra;
        _statement = SqlStatement.Select(table, [.. columns, .. extra.Select(static pair => pair.Column)], []);
    }

    /// <summary>Where the rows come from.</summary>
    public string Name => $"{_database.Name} {_statement.Table}";

    /// <summary>Finds out whether the database is there and has the table.</summary>
    /// <exception cref="StoreException">It is not, or has another version of it.</exception>
    public void Open()
    {
        _database.Open();
        TableVersions.Check(_database, _statement.Table, Version);
    }

    /// <summary>Reads all rows.</summary>
    /// <exception cref="StoreException">The database cannot be used, or has more rows than anyone could want.</exception>
    public IEnumerable<(LineReading Reading, string Place)> Read()
    {
        var rows = _database.Execute(_statement, [], Limit);
        if (rows.IsCut)
            throw new StoreException($"{Name}: found more than {Limit.Rows} rows");

        for (var i = 0; i < rows.Rows.Count; i++)
        {
            var row = rows.Rows[i];
            var reading = DestinationReader.ReadFields(Text(row[0]), Text(row[1]), Text(row[2]), Text(row[3]), AttributesOf(row));
            yield return (reading, $"{Name}: row {i + 1}");
        }
    }

    private static string? Text(in ScriptValue value) => value.IsDefined ? value.ToText().Trim() : null;

    private string AttributesOf(ScriptValue[] row)
    {
        var attributes = Text(row[FixedColumns - 1]) ?? string.Empty;
        for (var i = 0; i < _extra.Count; i++)
        {
            if (Text(row[FixedColumns + i]) is { Length: > 0 } value)
                attributes = $"{(attributes.Length > 0 ? $"{attributes.TrimEnd(';')};" : string.Empty)}{_extra[i].Attribute}={value}";
        }

        return attributes;
    }
}
