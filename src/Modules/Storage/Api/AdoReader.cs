using System.Data.Common;
using System.Globalization;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Storage.Api;

/// <summary>Takes the rows of a driver's reader as values of scripts.</summary>
internal static class AdoReader
{
    /// <summary>Reads as many rows as the limit allows.</summary>
    public static SqlRows Read(DbDataReader reader, SqlLimit limit)
    {
        var columns = new string[reader.FieldCount];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = StoredText.FromDriver(reader.GetName(i));

        var rows = new List<ScriptValue[]>();
        var bytes = 0;
        var isCut = false;
        while (!isCut && reader.Read())
        {
            isCut = rows.Count >= limit.Rows || bytes >= limit.Bytes;
            if (!isCut)
                rows.Add(Row(reader, columns.Length, ref bytes));
        }

        return new SqlRows(columns, rows, Math.Max(0, reader.RecordsAffected), isCut);
    }

    private static ScriptValue[] Row(DbDataReader reader, int count, ref int bytes)
    {
        var row = new ScriptValue[count];
        for (var i = 0; i < count; i++)
        {
            row[i] = reader.IsDBNull(i) ? ScriptValue.Undefined : Value(reader.GetValue(i));
            bytes += row[i].IsText ? row[i].TextLength : sizeof(long);
        }

        return row;
    }

    // Dates are seconds since 1970, fractions are text with a dot, as with SQLite.
    private static ScriptValue Value(object value) => value switch
    {
        string text => ScriptValue.Of(StoredText.FromDriver(text)),
        byte[] bytes => ScriptValue.Of(Latin1.ToText(bytes)),
        bool flag => ScriptValue.Of(flag ? 1 : 0),
        DateTime time => ScriptValue.Of(Seconds(time)),
        DateTimeOffset time => ScriptValue.Of(time.ToUnixTimeSeconds()),
        sbyte or byte or short or ushort or int or uint or long => ScriptValue.Of(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        ulong number => ScriptValue.Of(unchecked((long)number)),
        IFormattable other => ScriptValue.Of(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => ScriptValue.Of(StoredText.FromDriver(value.ToString() ?? string.Empty)),
    };

    private static long Seconds(DateTime time) =>
        new DateTimeOffset(time.Kind == DateTimeKind.Utc ? time : DateTime.SpecifyKind(time, DateTimeKind.Local)).ToUnixTimeSeconds();
}
