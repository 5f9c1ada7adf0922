using Microsoft.Data.Sqlite;

namespace Signalbox.Interop.Tests.Running;

/// <summary>Reads a database that a server wrote.</summary>
internal static class Sqlite
{
    /// <summary>Makes a database with these statements.</summary>
    public static void Create(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>All rows of a query, each as its values joined by '|'.</summary>
    public static List<string> Query(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), System.Globalization.CultureInfo.InvariantCulture))));

        return rows;
    }

    /// <summary>All rows of a query, each as <c>column=value</c> parted by blanks; null prints <c>None</c>, a whole number of a real column <c>1.0</c>.</summary>
    public static List<string> Named(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(column =>
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{reader.GetName(column)}={Shown(reader.GetValue(column))}"))));
        }

        return rows;
    }

    // As the recorder of the goldens prints values.
    private static object Shown(object value) => value switch
    {
        DBNull => "None",
        double number when double.IsInteger(number) => number.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture),
        _ => value,
    };

    /// <summary>Waits until a count reaches a number: rows are written behind the traffic.</summary>
    public static long WaitForCount(string path, string sql, long wanted)
    {
        long count = 0;
        for (var i = 0; i < 600; i++)
        {
            count = Count(path, sql);
            if (count >= wanted)
                break;

            Thread.Sleep(100);
        }

        return count;
    }

    // The file is there a moment before its table.
    private static long Count(string path, string sql)
    {
        try
        {
            return File.Exists(path) ? long.Parse(Query(path, sql)[0], System.Globalization.CultureInfo.InvariantCulture) : 0;
        }
        catch (SqliteException early) when (early.Message.Contains("no such table", StringComparison.Ordinal))
        {
            return 0;
        }
    }
}
