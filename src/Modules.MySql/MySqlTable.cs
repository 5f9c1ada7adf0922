using System.Globalization;
using System.Text;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.MySql;

/// <summary>A table as it is in the database, for the rows of one layout.</summary>
internal sealed class MySqlTable
{
    private readonly TableLayout _layout;
    private readonly int[] _places;
    private readonly TextRoom[] _rooms;

    /// <summary>Creates it for the places of the layout that the table has, and what text fits into each.</summary>
    public MySqlTable(string name, TableLayout layout, int[] places, TextRoom[] rooms)
    {
        Name = name;
        _layout = layout;
        _places = places;
        _rooms = rooms;
        Head = $"INSERT INTO {SqlDialect.MySql.Quote(name)} ({string.Join(", ", places.Select(place => SqlDialect.MySql.Quote(layout.Columns[place].Name)))}) VALUES ";
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The statement up to its rows.</summary>
    public string Head { get; }

    /// <summary>Appends a row. Text is written as hexadecimal digits, so nothing in it can be taken for SQL, and cut to what the column takes.</summary>
    public void Append(StoredRow row, StringBuilder output, bool isFirst)
    {
        output.Append(isFirst ? "(" : ", (");
        for (var i = 0; i < _places.Length; i++)
        {
            if (i > 0)
                output.Append(',');

            Append(row, i, output);
        }

        output.Append(')');
    }

    private void Append(StoredRow row, int number, StringBuilder output)
    {
        var place = _places[number];
        var column = _layout.Columns[place];
        switch (column.Kind)
        {
            case ColumnKind.Integer:
                output.Append(CultureInfo.InvariantCulture, $"{row.Number(place)}");
                break;
            case ColumnKind.Thousandths:
                output.Append(CultureInfo.InvariantCulture, $"{row.Number(place) / 1000.0}");
                break;
            case ColumnKind.Timestamp:
                output.Append(CultureInfo.InvariantCulture, $"'{new DateTime(row.Number(place), DateTimeKind.Utc).ToLocalTime():yyyy-MM-dd HH:mm:ss}'");
                break;
            default:
                AppendText(row.Text(place), column.IsNullable, _rooms[number], output);
                break;
        }
    }

    private static void AppendText(ReadOnlySpan<byte> text, bool isNullable, TextRoom room, StringBuilder output)
    {
        if (text.IsEmpty)
            output.Append(isNullable ? "NULL" : "''");
        else if (System.Text.Unicode.Utf8.IsValid(text))
            output.Append("_utf8mb4 0x").Append(Convert.ToHexString(room.Cut(text)));
        else
            output.Append("_utf8mb4 0x").Append(Convert.ToHexString(room.Cut(Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(text)))));
    }
}
