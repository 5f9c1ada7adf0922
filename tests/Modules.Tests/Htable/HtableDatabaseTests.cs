using Microsoft.Data.Sqlite;
using Signalbox.Engine.Control;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Htable;

/// <summary>Tables that a database keeps. The rows, the listings with their slots and the answers are those of the peer.</summary>
public sealed class HtableDatabaseTests : IAsyncLifetime
{
    private const string Schema = """
        CREATE TABLE version (table_name VARCHAR(32) NOT NULL, table_version INTEGER DEFAULT 0 NOT NULL);
        CREATE TABLE htable (id INTEGER PRIMARY KEY NOT NULL, key_name VARCHAR(64) DEFAULT '' NOT NULL, key_type INTEGER DEFAULT 0 NOT NULL,
            value_type INTEGER DEFAULT 0 NOT NULL, key_value VARCHAR(128) DEFAULT '' NOT NULL, expires INTEGER DEFAULT 0 NOT NULL);
        INSERT INTO version VALUES ('htable', 2);
        CREATE TABLE packed (key_name varchar(64), v1 varchar(20), v2 integer, v3 varchar(20));
        INSERT INTO packed VALUES ('k1', 'x1', 12, 'y'), ('k2', null, 5, null);
        INSERT INTO htable (key_name, key_type, value_type, key_value, expires) VALUES
            ('one', 0, 0, 'eins', 0), ('num', 0, 1, '42', 0), ('arr', 1, 0, 'first', 0), ('arr', 1, 0, 'second', 0), ('gone', 0, 0, 'x', 1000),
            ('soon', 0, 0, 'y', strftime('%s', 'now') + 40), ('bad', 0, 1, 'abc', 0), ('numarr', 1, 1, '7', 0), ('dup', 0, 0, '1', 0), ('dup', 0, 0, '2', 0);
        """;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"htable-{Guid.NewGuid():N}.db");
    private readonly LoopbackEngine _engine = new();

    public async Task InitializeAsync()
    {
        Query(Schema);
        _engine.Time.Advance(DateTimeOffset.UtcNow - _engine.Time.GetUtcNow());
        await _engine.StartAsync(CfgSource.Make(Cfg(), _engine.Services));
    }

    public async Task DisposeAsync()
    {
        await _engine.StopAsync();
        foreach (var file in Directory.GetFiles(Path.GetTempPath(), $"{Path.GetFileName(_path)}*"))
            File.Delete(file);
    }

    [Fact]
    public void Rows_are_in_their_slots_at_start() => Assert.Equal(
        "0: numarr[0]=7 int | 1: arr[0]=first str, arr[1]=second str, soon=y str | 2: numarr::size=1 int, arr::size=2 int | "
        + "4: num=42 int, dup=2 str | 13: one=eins str | 14: bad=0 int",
        Dump("a"));

    [Fact]
    public void Several_columns_are_one_value()
    {
        Assert.Equal("3: k2=*,5,* str | 6: k1=x1,12,y str", Dump("b"));
        Assert.Equal("3: k2=5 str | 6: k1=12 str", Dump("c"));
        Assert.Equal("3: k2=-:5:- str | 6: k1=x1:12:y str", Dump("f"));
    }

    [Fact]
    public void Ends_come_from_the_column_or_from_autoexpire()
    {
        Assert.InRange(int.Parse(Line("htable.get", "expire", "a", "soon"), System.Globalization.CultureInfo.InvariantCulture), 30, 40);
        Assert.Equal("100", Line("htable.get", "expire", "a", "one"));
    }

    [Fact]
    public void A_reload_brings_the_rows_back_and_drops_the_rest()
    {
        Execute("htable.sets", "a", "newkey", "newval");
        Execute("htable.sets", "a", "one", "1");

        Assert.Equal("Ok. Htable reloaded.", Single("htable.reload", "a"));

        Assert.Contains("13: one=eins str", Dump("a"), StringComparison.Ordinal);
        Assert.DoesNotContain("newkey", Dump("a"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_replaces_the_rows()
    {
        Execute("htable.sets", "a", "newkey", "o'ne");
        Execute("htable.seti", "a", "newnum", "77");
        Execute("htable.setex", "a", "newnum", "50");

        Assert.Equal("Ok. Htable successfully stored to DB.", Single("htable.store", "a"));

        Assert.Equal("12", Query("select count(*) from htable"));
        Assert.Equal("0|1|77|1", Query("select key_type || '|' || value_type || '|' || key_value || '|' || (expires - strftime('%s', 'now') between 40 and 51) from htable where key_name = 'newnum'"));
        Assert.Equal("0|o'ne", Query("select value_type || '|' || key_value from htable where key_name = 'newkey'"));
        Assert.Equal("second", Query("select key_value from htable where key_name = 'arr[1]'"));
    }

    [Fact]
    public async Task Dbmode_1_writes_the_table_back_at_the_end()
    {
        Execute("htable.sets", "a", "kept", "over the stop");
        Execute("htable.flush", "b");

        await _engine.StopAsync();

        Assert.Equal("over the stop", Query("select key_value from htable where key_name = 'kept'"));
        Assert.Equal("2", Query("select count(*) from packed"));
    }

    [Theory]
    [InlineData("htable.reload", "500 No database htable", "e")]
    [InlineData("htable.store", "500 No database htable", "e")]
    [InlineData("htable.reload", "500 No such htable", "nosuch")]
    [InlineData("htable.reload", "500 No htable name given")]
    public void What_cannot_be_done_says_why(string command, string fault, params string[] words)
    {
        var call = Execute(command, words);
        Assert.Equal(fault, $"{call.FaultCode} {call.FaultText}");
    }

    [Fact]
    public void A_table_that_is_gone_leaves_what_is_in_memory()
    {
        Query("drop table htable");

        Assert.Equal(500, Execute("htable.reload", "a").FaultCode);

        Assert.Contains("13: one=eins str", Dump("a"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_table_is_listed_first() =>
        Assert.Equal(["name: f", "name: e", "name: c", "name: b", "name: a"], Lines("htable.listTables").Where(line => line.StartsWith("name", StringComparison.Ordinal)));

    private string Cfg() => $$"""
        loadmodule "db_sqlite.so"
        loadmodule "htable.so"
        modparam("htable", "db_url", "sqlite://{{_path}}")
        modparam("htable", "db_expires", 1)
        modparam("htable", "htable", "a=>size=4;autoexpire=100;dbtable=htable;dbmode=1;")
        modparam("htable", "htable", "b=>size=4;dbtable=packed;cols='key_name,v1,v2,v3';")
        modparam("htable", "htable", "c=>size=4;dbtable=packed;cols='key_name,v2';")
        modparam("htable", "htable", "e=>size=4;")
        modparam("htable", "htable", "f=>size=4;dbtable=packed;cols='key_name,v1,v2,v3';coldelim=:;colnull=-;")
        request_route { exit; }
        """;

    private RpcCall Execute(string command, params string[] words) =>
        _engine.Services.Get<RpcDispatcher>().Execute(command, [.. words.Select(RpcValue.Of)]);

    private IReadOnlyList<string> Lines(string command, params string[] words) => [.. RpcText.Lines(Execute(command, words)).Select(line => line.Trim())];

    private string Single(string command, params string[] words) => Assert.Single(Lines(command, words));

    private string Line(string command, string name, params string[] words) =>
        Assert.Single(Lines(command, words), line => line.StartsWith($"{name}: ", StringComparison.Ordinal))[(name.Length + 2)..];

    private string Dump(string table)
    {
        var text = new System.Text.StringBuilder();
        foreach (var line in Lines("htable.dump", table))
        {
            var (name, value) = line.Split(": ", 2) is [var left, var right] ? (left, right) : (line, string.Empty);
            text.Append(name switch
            {
                "entry" => $"{(text.Length > 0 ? " | " : string.Empty)}{value}:",
                "name" => $"{(text[^1] == ':' ? string.Empty : ",")} {value}",
                "value" => $"={value}",
                "type" => $" {value}",
                _ => string.Empty,
            });
        }

        return text.ToString();
    }

    private string? Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
