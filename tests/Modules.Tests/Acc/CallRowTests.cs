using Microsoft.Data.Sqlite;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Acc;

/// <summary>Records of calls as rows, in the peer's table; the calls are those of the scenario of the lines.</summary>
public sealed class CallRowTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"acc-{Guid.NewGuid():N}.db");

    public CallRowTests() => Execute("""
        CREATE TABLE version (table_name VARCHAR(32) NOT NULL, table_version INTEGER DEFAULT 0 NOT NULL);
        CREATE TABLE acc_cdrs (
            id INTEGER PRIMARY KEY NOT NULL,
            start_time TIMESTAMP WITHOUT TIME ZONE DEFAULT '2000-01-01 00:00:00' NOT NULL,
            end_time TIMESTAMP WITHOUT TIME ZONE DEFAULT '2000-01-01 00:00:00' NOT NULL,
            duration REAL DEFAULT 0 NOT NULL, who VARCHAR(64), no VARCHAR(64));
        INSERT INTO version (table_name, table_version) values ('acc_cdrs', '2');
        """);

    [Fact]
    public async Task Each_call_has_a_row()
    {
        await PlayAsync("");

        Assert.Equal("byer|2.4|text;byer|1.2|text;first|0|text", Rows("who, cast(duration * 10 as integer) / 10.0, typeof(no)"));
        Assert.Equal("real|real|real;real|real|real;real|real|real", Rows("typeof(start_time), typeof(end_time), typeof(duration)"));
        Assert.Equal("1;1;1", Rows("abs((end_time - start_time) * 86400 - duration) < 1.1"));
    }

    [Fact]
    public async Task Times_are_text_in_time_mode_4_and_a_missing_value_may_be_null()
    {
        await PlayAsync("modparam(\"acc\", \"time_mode\", 4)\nmodparam(\"acc\", \"cdr_extra_nullable\", 1)");

        Assert.Equal("text|null;text|null;text|null", Rows("typeof(start_time), typeof(no)"));
        Assert.Equal("1;1;1", Rows("start_time glob '20[0-9][0-9]-[01][0-9]-[0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-5][0-9]'"));
    }

    [Fact]
    public async Task A_call_with_the_variable_of_cdr_skip_has_none()
    {
        await PlayAsync("modparam(\"acc\", \"cdr_skip\", \"who\")");

        Assert.Equal(string.Empty, Rows("id"));
    }

    [Fact]
    public async Task What_ended_just_before_the_stop_is_written()
    {
        var steps = Steps(string.Empty).ToList();
        var wait = steps.FindIndex(step => step.Argument == "15000");

        await new ScenarioPlayer(CfgSource.Make).PlayAsync(steps[..wait]);

        Assert.Equal("byer;byer;first", Rows("who"));
    }

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(Path.GetTempPath(), $"{Path.GetFileName(_path)}*"))
            File.Delete(file);
    }

    private Task PlayAsync(string parameters) => new ScenarioPlayer(CfgSource.Make).PlayAsync([.. Steps(parameters).Where(step => step.Verb != "log")]);

    private IReadOnlyList<ScenarioStep> Steps(string parameters)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Scenarios", "Acc", "calls.sip"));
        string[] database =
        [
            "loadmodule \"db_sqlite.so\"", $"modparam(\"acc\", \"db_url\", \"sqlite://{_path}\")", "modparam(\"acc\", \"cdrs_table\", \"acc_cdrs\")",
            "modparam(\"acc\", \"cdr_extra\", \"who=$dlg_var(who);no=$dlg_var(none)\")", "modparam(\"acc\", \"cdr_log_enable\", 0)", parameters,
        ];
        return ScenarioFile.Parse("calls.sip", lines.SelectMany(line => line.Contains("cdr_extra", StringComparison.Ordinal) ? database : [line]));
    }

    private string Rows(string columns)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"select {columns} from acc_cdrs order by id";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), System.Globalization.CultureInfo.InvariantCulture))));

        return string.Join(';', rows);
    }

    private void Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_path};Pooling=False");
        connection.Open();
        return connection;
    }
}
