using Microsoft.Data.Sqlite;

namespace Signalbox.Modules.Tests.Sqlops;

/// <summary>A SQLite file with a small table, and the lines that load it as connection cb.</summary>
internal sealed class SqlopsFile : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"sqlops-{Guid.NewGuid():N}.db");

    public SqlopsFile()
    {
        Scalar("""
            create table t(id integer primary key, name varchar(20), r real, b blob, d datetime, n text, big bigint, x);
            insert into t values(1, 'al''ice', 1.5, x'4142', 2460312.5, null, 9000000000, '12');
            insert into t values(2, 'bob', -2.25, x'', '2024-01-02', '', -5, 3.75);
            insert into t values(3, char(233), 1e20, null, null, 'n3', 7, 42);
            """);
    }

    public string Load => LoadWith(string.Empty);

    public string LoadWith(string globals) =>
        $"loadmodule \"db_sqlite.so\"\nloadmodule \"sqlops.so\"\nmodparam(\"sqlops\", \"sqlcon\", \"cb=>sqlite://{_path}\")\n{globals}";

    public object? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public void Dispose()
    {
        foreach (var file in Directory.GetFiles(Path.GetTempPath(), $"{Path.GetFileName(_path)}*"))
            File.Delete(file);
    }
}
