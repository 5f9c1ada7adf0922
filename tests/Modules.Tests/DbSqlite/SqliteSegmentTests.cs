using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Modules.DbSqlite;
using Signalbox.Modules.Storage.Api;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Modules.Tests.DbSqlite;

/// <summary>A file for each day or hour, and old ones that go.</summary>
public sealed class SqliteSegmentTests : IDisposable
{
    private const string Writer = "0123456789abcdef0123456789abcdef";
    private static readonly TableLayout Layout = new([new TableColumn("msg", ColumnKind.Text)], 0, []);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("signalbox-segments-");
    private readonly ManualTime _time = new();
    private long _sequence;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(SqliteSegmentLength.Day, "trace-20261122.db", "trace-20261123.db")]
    [InlineData(SqliteSegmentLength.Hour, "trace-2026112223.db", "trace-2026112300.db")]
    internal void Midnight_begins_another_file(SqliteSegmentLength length, string before, string after)
    {
        SetTime(new DateTime(2026, 11, 22, 23, 59, 59, DateTimeKind.Utc));
        using (var store = Open(new SqliteStoreOptions { Segment = length }))
        {
            Write(store, "old");
            SetTime(new DateTime(2026, 11, 23, 0, 0, 1, DateTimeKind.Utc));
            Write(store, "new");
        }

        Assert.Equal([before, after], Files());
        Assert.Equal("old", Query(before, "SELECT group_concat(msg) FROM sip_trace"));
        Assert.Equal("new", Query(after, "SELECT group_concat(msg) FROM sip_trace"));
    }

    [Fact]
    public void Batch_that_is_tried_again_after_midnight_is_not_doubled()
    {
        SetTime(new DateTime(2026, 11, 22, 23, 59, 59, DateTimeKind.Utc));
        var options = new SqliteStoreOptions { Segment = SqliteSegmentLength.Day };
        using (var store = Open(options))
            Write(store, "x");

        SetTime(new DateTime(2026, 11, 23, 0, 0, 1, DateTimeKind.Utc));
        using (var store = Open(options))
            Assert.True(store.Write([Row("x")], new BatchId(Writer, _sequence)).WasThere);
    }

    [Fact]
    public void Files_that_are_too_old_go_and_other_files_stay()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "trace-notes.db"), "mine");
        File.WriteAllText(Path.Combine(_folder.FullName, "other-20200101.db"), "mine");
        using var store = Open(new SqliteStoreOptions { Segment = SqliteSegmentLength.Day, RetentionDays = 2 });
        for (var day = 20; day <= 24; day++)
        {
            SetTime(new DateTime(2026, 11, day, 12, 0, 0, DateTimeKind.Utc));
            Write(store, "x");
        }

        store.Maintain(_time.GetUtcNow().UtcDateTime);

        Assert.Equal(["other-20200101.db", "trace-20261122.db", "trace-20261123.db", "trace-20261124.db", "trace-notes.db"], Files());
    }

    [Fact]
    public void Oldest_files_go_while_all_are_too_large_and_the_one_in_use_stays()
    {
        using var store = Open(new SqliteStoreOptions { Segment = SqliteSegmentLength.Hour, RetentionBytes = 400_000 });
        for (var hour = 0; hour < 5; hour++)
        {
            SetTime(new DateTime(2026, 11, 22, hour, 0, 0, DateTimeKind.Utc));
            Write(store, new string('x', 150_000));
        }

        store.Maintain(_time.GetUtcNow().UtcDateTime);

        Assert.Contains("trace-2026112204.db", Files());
        Assert.DoesNotContain("trace-2026112200.db", Files());
        Assert.InRange(_folder.GetFiles("trace-*").Sum(static file => file.Length), 150_000, 400_000);
    }

    private void SetTime(DateTime utc) => _time.Advance(utc - _time.GetUtcNow().UtcDateTime);

    private string[] Files() => [.. _folder.GetFiles("*.db").Select(static file => file.Name).Order(StringComparer.Ordinal)];

    private SqliteRecordStore Open(SqliteStoreOptions options) => new(Path.Combine(_folder.FullName, "trace.db"), options, _time, NullLogger.Instance);

    private void Write(SqliteRecordStore store, string text) => Assert.Equal(1, store.Write([Row(text)], new BatchId(Writer, ++_sequence)).Written);

    private static StoredRow Row(string text)
    {
        var row = new StoredRow();
        row.Start(Layout, "sip_trace");
        row.Set(0, text);
        return row;
    }

    private string? Query(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}
