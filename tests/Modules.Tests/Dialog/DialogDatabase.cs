using Microsoft.Data.Sqlite;

namespace Signalbox.Modules.Tests.Dialog;

/// <summary>A SQLite file with the tables of calls.</summary>
internal sealed class DialogDatabase : IDisposable
{
    private const string Schema = """
        CREATE TABLE version (table_name VARCHAR(32) NOT NULL, table_version INTEGER DEFAULT 0 NOT NULL);
        INSERT INTO version VALUES ('dialog', 7), ('dialog_vars', 1);
        CREATE TABLE dialog (id INTEGER PRIMARY KEY NOT NULL, hash_entry INTEGER NOT NULL, hash_id INTEGER NOT NULL, callid VARCHAR(255) NOT NULL,
            from_uri VARCHAR(255) NOT NULL, from_tag VARCHAR(128) NOT NULL, to_uri VARCHAR(255) NOT NULL, to_tag VARCHAR(128) NOT NULL,
            caller_cseq VARCHAR(20) NOT NULL, callee_cseq VARCHAR(20) NOT NULL, caller_route_set VARCHAR(512), callee_route_set VARCHAR(512),
            caller_contact VARCHAR(255) NOT NULL, callee_contact VARCHAR(255) NOT NULL, caller_sock VARCHAR(64) NOT NULL,
            callee_sock VARCHAR(64) NOT NULL, state INTEGER NOT NULL, start_time INTEGER NOT NULL, timeout INTEGER DEFAULT 0 NOT NULL,
            sflags INTEGER DEFAULT 0 NOT NULL, iflags INTEGER DEFAULT 0 NOT NULL, toroute_name VARCHAR(32), req_uri VARCHAR(255) NOT NULL,
            xdata VARCHAR(512));
        CREATE TABLE dialog_vars (id INTEGER PRIMARY KEY NOT NULL, hash_entry INTEGER NOT NULL, hash_id INTEGER NOT NULL,
            dialog_key VARCHAR(128) NOT NULL, dialog_value VARCHAR(512) NOT NULL);
        """;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"dialog-{Guid.NewGuid():N}.db");

    public DialogDatabase() => Scalar(Schema);

    /// <summary>The lines that make the module use it.</summary>
    public string Lines(int mode) =>
        $"loadmodule \"db_sqlite.so\"\nmodparam(\"dialog\", \"db_url\", \"sqlite://{_path}\")\nmodparam(\"dialog\", \"db_mode\", {mode})\n";

    /// <summary>The first value that a statement gives, as text.</summary>
    public string? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }

    /// <summary>Waits until a statement gives a value: calls are written on a thread of their own.</summary>
    public async Task UntilAsync(string expected, string sql)
    {
        for (var i = 0; i < 400 && Scalar(sql) != expected; i++)
            await Task.Delay(25);

        Assert.Equal(expected, Scalar(sql));
    }

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(Path.GetTempPath(), $"{Path.GetFileName(_path)}*"))
            File.Delete(file);
    }
}
