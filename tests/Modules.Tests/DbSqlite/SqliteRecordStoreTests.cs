using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Modules.DbSqlite;
using Signalbox.Modules.Storage.Api;
using Xunit;

namespace Signalbox.Modules.Tests.DbSqlite;

public sealed class SqliteRecordStoreTests : IDisposable
{
    private static readonly TableLayout Layout = new(
        [new TableColumn("msg", ColumnKind.Text), new TableColumn("time_stamp", ColumnKind.Timestamp), new TableColumn("callid", ColumnKind.Text, 255), new TableColumn("time_us", ColumnKind.Integer)],
        4,
        [("callid_idx", "callid")]);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("signalbox-sqlite-");
    private long _sequence;

    private string File => Path.Combine(_folder.FullName, "work.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Row_is_stored_with_bytes_julian_day_and_empty_text()
    {
        var message = "INVITE sip:b\u00fcrger \u0000\r\n";
        using (var store = Open())
        {
            store.Prepare(Layout, "sip_trace");
            Assert.Equal(new BatchResult(1, 0, null), store.Write([Row("sip_trace", message)], NextId()));
        }

        Assert.Equal(Convert.ToHexString(Encoding.Latin1.GetBytes(message)), Query("SELECT hex(CAST(msg AS BLOB)) FROM sip_trace"));
        Assert.Equal("text|real|text|integer", Query("SELECT typeof(msg)||'|'||typeof(time_stamp)||'|'||typeof(callid)||'|'||typeof(time_us) FROM sip_trace"));
        Assert.Equal("2026-11-22 00:58:26", Query("SELECT datetime(time_stamp) FROM sip_trace"));
        Assert.Equal("4", Query("SELECT table_version FROM version WHERE table_name='sip_trace'"));
        Assert.Equal("wal", Query("PRAGMA journal_mode"));
    }

    [Fact]
    public void Julian_day_counts_whole_seconds()
    {
        Assert.Equal(2461366.5405671296, JulianDay.FromTicks(new DateTime(2026, 11, 22, 0, 58, 25, 999, DateTimeKind.Utc).Ticks), 9);
    }

    [Fact]
    public void Existing_table_of_the_peer_is_used_as_it_is()
    {
        Execute("CREATE TABLE sip_trace (id INTEGER PRIMARY KEY NOT NULL, time_stamp TIMESTAMP, time_us INTEGER, callid VARCHAR(255), extra TEXT, msg TEXT)");
        using var store = Open();

        store.Prepare(Layout, "sip_trace");
        store.Write([Row("sip_trace", "x")], NextId());

        Assert.Equal("1", Query("SELECT count(*) FROM sip_trace"));
    }

    [Fact]
    public void Missing_column_is_named()
    {
        Execute("CREATE TABLE sip_trace (id INTEGER PRIMARY KEY, msg TEXT, callid TEXT)");
        using var store = Open();

        var exception = Assert.Throws<StoreException>(() => store.Prepare(Layout, "sip_trace"));

        Assert.Equal($"table 'sip_trace' in sqlite://{File} has no column 'time_stamp', 'time_us'", exception.Message);
    }

    [Fact]
    public void Other_table_version_is_refused()
    {
        Execute("CREATE TABLE version (table_name VARCHAR(32), table_version INTEGER); INSERT INTO version VALUES ('sip_trace', 3)");
        Execute("CREATE TABLE sip_trace (id INTEGER PRIMARY KEY, msg TEXT, callid TEXT, time_stamp TEXT, time_us INTEGER)");
        using var store = Open();

        var exception = Assert.Throws<StoreException>(() => store.Prepare(Layout, "sip_trace"));

        Assert.Equal($"table 'sip_trace' in sqlite://{File} has version 3, expected 4", exception.Message);
    }

    [Fact]
    public void Folder_that_does_not_exist_gives_one_clear_line()
    {
        using var store = new SqliteRecordStore("/nonexistent/folder/a.db", new SqliteStoreOptions(), TimeProvider.System, NullLogger.Instance);

        var exception = Assert.Throws<StoreException>(() => store.Prepare(Layout, "t"));

        Assert.Equal("cannot use sqlite:///nonexistent/folder/a.db: unable to open the database file; does its folder exist and may this user write there?", exception.Message);
    }

    [Fact]
    public void File_that_is_no_database_gives_one_clear_line()
    {
        System.IO.File.WriteAllText(File, new string('x', 5000));
        using var store = Open();

        var exception = Assert.Throws<StoreException>(() => store.Prepare(Layout, "t"));

        Assert.Equal($"cannot use sqlite://{File}: the file is no SQLite database", exception.Message);
    }

    [Fact]
    public void Table_named_by_a_message_is_made_at_once_or_its_rows_are_refused()
    {
        using (var store = Open())
            Assert.Equal(1, store.Write([Row("other day", "x")], NextId()).Written);

        using (var store = new SqliteRecordStore(File, new SqliteStoreOptions { AutoCreate = false }, TimeProvider.System, NullLogger.Instance))
        {
            var result = store.Write([Row("absent", "x"), Row("other day", "x")], NextId());

            Assert.Equal(1, result.Written);
            Assert.Equal(1, result.Failed);
            Assert.Contains("has no table 'absent'", result.Error, StringComparison.Ordinal);
        }

        Assert.Equal("2", Query("SELECT count(*) FROM \"other day\""));
    }

    [Fact]
    public void Locked_database_stores_nothing_of_the_batch_and_works_again_afterwards()
    {
        using var store = new SqliteRecordStore(File, new SqliteStoreOptions { BusyTimeout = TimeSpan.FromMilliseconds(20) }, TimeProvider.System, NullLogger.Instance);
        store.Prepare(Layout, "sip_trace");
        using (var other = Connect())
        {
            using var begin = other.CreateCommand();
            begin.CommandText = "BEGIN EXCLUSIVE";
            begin.ExecuteNonQuery();

            Assert.Throws<StoreException>(() => store.Write([Row("sip_trace", "x")], NextId()));
        }

        Assert.Equal(1, store.Write([Row("sip_trace", "x")], NextId()).Written);
    }

    [Theory]
    [InlineData("sqlite:///var/db/k.db", "/var/db/k.db")]
    [InlineData("sqlite:////var/db/k.db", "/var/db/k.db")]
    [InlineData("sqlite://work.db", "work.db")]
    [InlineData("sqlite:///", null)]
    [InlineData("sqlite:x", null)]
    [InlineData("mysql://u:p@h/d", null)]
    public void Url_gives_the_path(string url, string? path)
    {
        Assert.Equal(path is not null, SqliteUrl.TryRead(url, out var actual, out _));
        Assert.Equal(path, actual);
    }

    private BatchId NextId() => new("0123456789abcdef0123456789abcdef", ++_sequence);

    [Fact]
    public void Batch_that_is_there_is_left_alone()
    {
        using var store = Open();
        store.Prepare(Layout, "sip_trace");
        var id = NextId();

        store.Write([Row("sip_trace", "x")], id);

        Assert.Equal(new BatchResult(0, 0, null, WasThere: true), store.Write([Row("sip_trace", "x")], id));
        Assert.Equal("1", Query("SELECT count(*) FROM sip_trace"));
    }

    [Fact]
    public void Table_of_OpenSER_lacks_microseconds_and_gets_them_only_where_that_is_allowed()
    {
        Execute("CREATE TABLE sip_trace (id INTEGER PRIMARY KEY NOT NULL, time_stamp TIMESTAMP, callid VARCHAR(254), msg TEXT)");
        var layout = new TableLayout([.. Layout.Columns.Take(3), Layout.Columns[3] with { IsOptional = true }], 4, []);
        using (var store = Open(new SqliteStoreOptions { AutoCreate = false }))
        {
            store.Prepare(layout, "sip_trace");
            Assert.Equal(1, store.Write([Row("sip_trace", "old", layout)], NextId()).Written);
            Assert.Equal("0", Query("SELECT count(*) FROM pragma_table_info('sip_trace') WHERE name = 'time_us'"));
        }

        using (var store = Open())
            Assert.Equal(1, store.Write([Row("sip_trace", "new", layout)], NextId()).Written);

        Assert.Equal("old:0,new:12", Query("SELECT group_concat(msg || ':' || time_us) FROM sip_trace"));
    }

    private static StoredRow Row(string table, string message, TableLayout? layout = null)
    {
        var row = new StoredRow();
        row.Start(layout ?? Layout, table);
        row.Set(0, message);
        row.Set(1, new DateTime(2026, 11, 22, 0, 58, 26, 900, DateTimeKind.Utc).Ticks);
        row.Set(3, 12);
        return row;
    }

    private SqliteRecordStore Open(SqliteStoreOptions? options = null) => new(File, options ?? new SqliteStoreOptions(), TimeProvider.System, NullLogger.Instance);

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private string? Query(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
