using System.Globalization;

namespace Signalbox.Modules.Storage.Schema;

/// <summary>The tables of Kamailio 5.6, from <c>tables.tsv</c>.</summary>
internal static class StandardTables
{
    /// <summary>Name of the resource.</summary>
    public const string Resource = "schema/tables.tsv";

    private static readonly string[] AccountingColumns = ["src_user", "src_domain", "src_ip", "dst_ouser", "dst_user", "dst_domain"];

    /// <summary>Reads all tables.</summary>
    /// <param name="withAccounting">True to give acc and missed_calls the six further columns that the peer's example configuration asks for.</param>
    public static List<SchemaTable> Read(bool withAccounting)
    {
        using var stream = typeof(StandardTables).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is missing");
        using var reader = new StreamReader(stream);
        var tables = new List<SchemaTable>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                Add(tables, line.Split('\t'));
        }

        foreach (var table in tables.Where(table => withAccounting && table.Name is "acc" or "missed_calls"))
            table.Columns.AddRange(AccountingColumns.Select(static name => new SchemaColumn(name, "text", name.EndsWith("domain", StringComparison.Ordinal) ? 128 : 64, IsNullable: false, "''")));

        return tables;
    }

    private static void Add(List<SchemaTable> tables, string[] fields)
    {
        switch (fields[0])
        {
            case "table":
                tables.Add(new SchemaTable(fields[1], int.Parse(fields[2], CultureInfo.InvariantCulture), [], []));
                break;
            case "column":
                var length = int.Parse(fields[3], CultureInfo.InvariantCulture);
                tables[^1].Columns.Add(new SchemaColumn(fields[1], fields[2], length, fields[4] == "yes", fields[5]));
                break;
            default:
                tables[^1].Indexes.Add(new SchemaIndex(fields[1], fields[2].Split(','), fields[0] == "unique"));
                break;
        }
    }
}
