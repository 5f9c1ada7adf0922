using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Databases;

/// <summary>A database server of Debian's in a temporary folder on a free port, with an empty database "kamailio".</summary>
internal sealed class DatabaseServer : IDisposable
{
    private const string Bin = "/usr/lib/postgresql";
    private readonly string _folder = Directory.CreateTempSubdirectory("sbx-db-").FullName;
    private readonly string _port = FreePort();
    private readonly bool _isMaria;
    private Tool _process;

    private DatabaseServer(bool isMaria)
    {
        _isMaria = isMaria;
        var user = isMaria ? "mysql" : "postgres";
        Run("chown", user, _folder);
        _process = isMaria ? StartMaria() : StartPostgres();
        for (var i = 0; i < 300 && !TryQuery(isMaria ? "mysql" : "postgres", "select 1", out _); i++)
            Thread.Sleep(100);

        Query(isMaria ? "mysql" : "postgres", "create database kamailio");
        if (isMaria)
            Query("mysql", "create user kamailio@localhost identified by 'kamailiorw'; grant all on kamailio.* to kamailio@localhost");
    }

    /// <summary>Its URL.</summary>
    public string Url => _isMaria ? $"mysql://kamailio:kamailiorw@127.0.0.1:{_port}/kamailio" : $"postgres://kamailio:kamailiorw@127.0.0.1:{_port}/kamailio";

    public static DatabaseServer Start(bool isMaria) => new(isMaria);

    /// <summary>Runs SQL; columns are parted by '|'.</summary>
    public string Query(string sql) => Query("kamailio", sql);

    /// <summary>As <see cref="Query(string)"/>; false when the server refuses.</summary>
    public bool TryQuery(string sql, out string output) => TryQuery("kamailio", sql, out output);

    public void Dispose()
    {
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Stops or continues the processes of a PostgreSQL server, as a machine that hangs.</summary>
    public void Freeze(bool isFrozen)
    {
        var all = $"{Master} $(pgrep -P {Master})";
        Run("bash", "-c", $"kill -{(isFrozen ? "STOP" : "CONT")} {all}");
    }

    /// <summary>Kills all processes of a PostgreSQL server with SIGKILL.</summary>
    public void Kill()
    {
        // runuser stops when its child does, and does not go on with it.
        Run("bash", "-c", $"kill -KILL {Master} $(pgrep -P {Master}) {_process.ProcessId.ToString(CultureInfo.InvariantCulture)}");
        for (var i = 0; i < 100 && !_process.HasEnded; i++)
            Thread.Sleep(50);

        Assert.True(_process.HasEnded);
    }

    /// <summary>Starts a PostgreSQL server again that was killed; its old processes may still be on their way out.</summary>
    public void Restart()
    {
        for (var i = 0; i < 20; i++)
        {
            _process = StartPostgres();
            for (var j = 0; j < 100 && !_process.HasEnded; j++)
            {
                if (TryQuery("postgres", "select 1", out _))
                    return;

                Thread.Sleep(100);
            }
        }

        Assert.Fail($"PostgreSQL does not start again:\n{_process.Output}");
    }

    private string Master => File.ReadLines($"{_folder}/data/postmaster.pid").First();

    private static string? PostgresFolder => Directory.Exists(Bin) ? Directory.EnumerateDirectories(Bin).Select(static one => Path.Combine(one, "bin")).FirstOrDefault(Directory.Exists) : null;

    private Tool StartMaria()
    {
        Run("mariadb-install-db", "--no-defaults", "--user=mysql", $"--datadir={_folder}/data", "--auth-root-authentication-method=normal", "--skip-test-db");
        return Tool.Start("mariadbd", _folder, "--no-defaults", "--user=mysql", $"--datadir={_folder}/data", $"--socket={_folder}/s", $"--port={_port}", "--bind-address=127.0.0.1", $"--pid-file={_folder}/pid");
    }

    private Tool StartPostgres()
    {
        if (!Directory.Exists($"{_folder}/data"))
            Run("runuser", "-u", "postgres", "--", $"{PostgresFolder}/initdb", "-D", $"{_folder}/data", "-U", "kamailio", "-A", "trust");

        return Tool.Start("runuser", _folder, "-u", "postgres", "--", $"{PostgresFolder}/postgres", "-D", $"{_folder}/data", "-p", _port, "-k", _folder, "-c", "listen_addresses=127.0.0.1");
    }

    private string Query(string database, string sql)
    {
        Assert.True(TryQuery(database, sql, out var output), output);
        return output;
    }

    private bool TryQuery(string database, string sql, out string output)
    {
        var (code, text) = _isMaria
            ? Tool.Run(20, "mariadb", _folder, "--no-defaults", "-S", $"{_folder}/s", "-uroot", "-N", "-B", database, "-e", sql)
            : Tool.Run(20, "psql", _folder, "-h", "127.0.0.1", "-p", _port, "-U", "kamailio", "-A", "-t", database, "-c", sql);
        output = text.Replace('\t', '|').Trim();
        return code == 0;
    }

    private void Run(string tool, params string[] arguments)
    {
        var (code, output) = Tool.Run(60, tool, _folder, arguments);
        Assert.True(code == 0, output);
    }

    private static string FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
    }
}
