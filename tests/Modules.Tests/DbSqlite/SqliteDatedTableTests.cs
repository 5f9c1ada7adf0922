using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Modules.DbSqlite;
using Signalbox.Modules.Storage.Api;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Modules.Tests.DbSqlite;

/// <summary>Tables with a date in their names, and old ones that go.</summary>
public sealed class SqliteDatedTableTests : IDisposable
{
    private const string Writer = "0123456789abcdef0123456789abcdef";
    private static readonly TableLayout Layout = new([new TableColumn("msg", ColumnKind.Text)], 0, []);
    private static readonly DateTime Now = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("signalbox-dated-");
    private long _sequence;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Tables_whose_whole_day_is_too_old_go_and_all_others_stay()
    {
        Query("CREATE TABLE call_20200101 (msg TEXT); INSERT INTO call_20200101 VALUES ('the operator''s')");
        using var store = Open(new SqliteStoreOptions { RetentionDays = 2 });
        store.Patterns.Add("call_%Y%m%d");
        foreach (var table in (string[])["call_20200101", "call_20200102", "call_20261118", "call_20261119", "call_20261120", "call_20261122", "call_20261231", "call_notes", "other_20200101", "sip_trace"])
            Write(store, table, "x");

        store.Maintain(Now);

        // 20 November ended half a day after the limit, 19 November half a day before it.
        Assert.Equal("call_20200101,call_20261120,call_20261122,call_20261231,call_notes,other_20200101,sip_trace", Tables());
        Assert.Equal("2", Query("SELECT count(*) FROM call_20200101"));
    }

    [Fact]
    public void Oldest_tables_go_while_the_file_holds_too_much_and_the_one_of_today_stays()
    {
        using var store = Open(new SqliteStoreOptions { RetentionBytes = 500_000 });
        store.Patterns.Add("call_%Y%m%d");
        foreach (var day in (string[])["19", "20", "21", "22"])
            Write(store, "call_202611" + day, new string('x', 200_000));

        store.Maintain(Now);
        Assert.Equal("call_20261121,call_20261122", Tables());

        Write(store, "call_20261122", new string('x', 900_000));
        store.Maintain(Now);
        Assert.Equal("call_20261122", Tables());
    }

    [Fact]
    public void Rows_for_a_table_that_was_dropped_make_it_again()
    {
        using var store = Open(new SqliteStoreOptions { RetentionDays = 1 });
        store.Patterns.Add("call_%Y%m%d");
        Write(store, "call_20261101", "x");
        store.Maintain(Now);
        Assert.Equal(string.Empty, Tables());

        Write(store, "call_20261101", "late");

        Assert.Equal("late", Query("SELECT msg FROM call_20261101"));
    }

    [Fact]
    public void Table_that_somebody_else_makes_after_ours_is_gone_is_his()
    {
        using var store = Open(new SqliteStoreOptions { RetentionDays = 1 });
        store.Patterns.Add("call_%Y%m%d");
        Write(store, "call_20261101", "x");
        Query("DROP TABLE call_20261101");
        store.Maintain(Now);
        Query("CREATE TABLE call_20261101 (msg TEXT)");

        store.Maintain(Now);

        Assert.Equal("call_20261101", Tables());
    }

    [Theory]
    [InlineData("call_%Y%m%d", "call_20261122", "2026-11-22 00:00:00", "2026-11-23 00:00:00")]
    [InlineData("%F_call", "2026-11-22_call", "2026-11-22 00:00:00", "2026-11-23 00:00:00")]
    [InlineData("c%y_%j", "c26_326", "2026-11-22 00:00:00", "2026-11-23 00:00:00")]
    [InlineData("c%Y%m", "c202612", "2026-12-01 00:00:00", "2027-01-01 00:00:00")]
    [InlineData("c%Y", "c2026", "2026-01-01 00:00:00", "2027-01-01 00:00:00")]
    [InlineData("c%Y%m%d%H", "c2026112223", "2026-11-22 23:00:00", "2026-11-23 00:00:00")]
    [InlineData("c%Y%m%d_%H%M%S", "c20261122_235959", "2026-11-22 23:59:59", "2026-11-23 00:00:00")]
    [InlineData("100%%_%F_%Y", "100%_2026-11-22_2026", "2026-11-22 00:00:00", "2026-11-23 00:00:00")]
    public void Name_of_a_pattern_stands_for_a_time(string pattern, string name, string start, string end)
    {
        var read = DatedPattern.Parse(pattern);

        Assert.True(read!.TryRead(name, out var from, out var to));
        Assert.Equal([start, end], [$"{from:yyyy-MM-dd HH:mm:ss}", $"{to:yyyy-MM-dd HH:mm:ss}"]);
        Assert.Equal(name, DatedPattern.Format(pattern, from.Ticks));
    }

    [Theory]
    [InlineData("call")]
    [InlineData("call_%d")]
    [InlineData("call_%m%d")]
    [InlineData("call_%Y%d")]
    [InlineData("call_%Y%m%d%M")]
    [InlineData("call_%q")]
    [InlineData("call_%%Y%")]
    public void Pattern_whose_names_come_again_is_no_date(string pattern) => Assert.Null(DatedPattern.Parse(pattern));

    [Theory]
    [InlineData("call_2026112")]
    [InlineData("call_202611222")]
    [InlineData("call_20261322")]
    [InlineData("call_20260230")]
    [InlineData("cal__20261122")]
    [InlineData("call_2026112x")]
    [InlineData("")]
    public void Other_name_is_of_no_pattern(string name) => Assert.False(DatedPattern.Parse("call_%Y%m%d")!.TryRead(name, out _, out _));

    private SqliteRecordStore Open(SqliteStoreOptions options) => new(Path.Combine(_folder.FullName, "trace.db"), options, new ManualTime(), NullLogger.Instance);

    private void Write(SqliteRecordStore store, string table, string text)
    {
        var row = new StoredRow();
        row.Start(Layout, table);
        row.Set(0, text);
        Assert.Equal(1, store.Write([row], new BatchId(Writer, ++_sequence)).Written);
    }

    private string? Tables() => Query("SELECT group_concat(name) FROM (SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'signalbox%' ORDER BY name)") ?? string.Empty;

    private string? Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "trace.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}
