using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Npgsql;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbPostgres;

/// <summary>Gives other modules PostgreSQL as a database.</summary>
[Module("db_postgres", Summary = "Lets other modules use PostgreSQL servers.")]
internal sealed class DbPostgresModule(ILoggerFactory loggers) : StoreModule, IModule, ISqlProvider, IRecordStoreProvider
{
    private const int DefaultPort = 5432;
    private const int DefaultTimeout = 5;
    private const long Mebibyte = 1024 * 1024;
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    /// <summary>How often a statement is tried again on a new connection.</summary>
    [Parameter("retries", Default = "2", Summary = "How often a statement is tried again when its connection turns out to be lost.", Min = 0, Max = 10)]
    public int Retries { get; set; } = 2;

    /// <summary>Wait for a connection.</summary>
    [Parameter("timeout", Default = "0", Unit = "s", Summary = "Longest wait for a connection and for an answer; 0 is 5 s.", Min = 0, Max = 600)]
    public int Timeout { get; set; }

    /// <summary>Keepalive of the connection.</summary>
    [Parameter("tcp_keepalive", Default = "0", Unit = "s", Summary = "Idle time after which TCP looks for the server; 0 = the system's.", Min = 0, Max = 7200)]
    public int TcpKeepAlive { get; set; }

    /// <summary>True to make missing tables.</summary>
    [Parameter("auto_create", Default = "0", Summary = "Make tables that traces and other queued rows go to when they are missing, parted by day, and add columns that older forms lack.")]
    public bool AutoCreate { get; set; }

    /// <summary>Partitions ahead.</summary>
    [Parameter("partitions_ahead", Default = "2", Unit = "days", Summary = "Days for which partitions of partitioned tables of traces are made ahead.", Min = 1, Max = 60)]
    public int PartitionsAhead { get; set; } = 2;

    /// <summary>Retention.</summary>
    [Parameter("retention_days", Default = "0", Unit = "days", Summary = "Partitions of traces that are older are dropped, and tables with an older date in their names (sip_capture_%Y%m%d) that auto_create made; 0 = never.", Min = 0, Max = 36_500)]
    public int RetentionDays { get; set; }

    /// <summary>Retention by size.</summary>
    [Parameter("retention_size", Default = "0", Unit = "MiB", Summary = "When the tables with a date in their names that auto_create made are larger together, the oldest are dropped; 0 = any size.", Min = 0, Max = int.MaxValue)]
    public int RetentionSize { get; set; }

    /// <summary>Accepted.</summary>
    [Parameter("lockset", Default = "4", Summary = "Size of the lock set.", NoEffect = "Connections are not shared by threads, so there are no locks.")]
    public int LockSet { get; set; } = 4;

    /// <summary>Accepted.</summary>
    [Parameter("bytea_output_escape", Default = "1", Summary = "Form of binary columns.", NoEffect = "Binary columns are read as bytes whatever form the server has.")]
    public bool EscapesBinary { get; set; } = true;

    /// <inheritdoc cref="ISqlProvider.Scheme" />
    public string Scheme => "postgres";

    /// <summary>Sets an option of the connection.</summary>
    [Parameter("con_param", Summary = "An option of the connection, name=value: sslmode, application_name, connect_timeout, options or target_session_attrs; may be given several times.")]
    public string? AddOption(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var key = equals < 0 ? null : Key(text[..equals].Trim());
        if (key is null)
            return $"found '{text}', expected sslmode=, application_name=, connect_timeout=, options= or target_session_attrs=";

        try
        {
            _ = new NpgsqlConnectionStringBuilder { [key] = text[(equals + 1)..].Trim() };
        }
        catch (ArgumentException)
        {
            return $"found '{text}': this is no value of {text[..equals].Trim()}";
        }

        _options[key] = text[(equals + 1)..].Trim();
        return null;
    }

    /// <inheritdoc />
    public bool TryCreate(string url, [NotNullWhen(true)] out ISqlDatabase? database, out string error)
    {
        database = null;
        if (!DatabaseUrl.TryRead(url, Scheme, out var read, out error))
            return false;

        database = new PostgresDatabase(read.ToString(), ConnectionText(read), Retries);
        return true;
    }

    /// <inheritdoc />
    public bool TryCreate(string url, [NotNullWhen(true)] out IRecordStore? store, out string error)
    {
        store = null;
        if (!DatabaseUrl.TryRead(url, Scheme, out var read, out error))
            return false;

        var options = new PostgresStoreOptions { AutoCreate = AutoCreate, DaysAhead = PartitionsAhead, DaysKept = RetentionDays, BytesKept = RetentionSize * Mebibyte };
        store = new PostgresRecordStore(read.ToString(), ConnectionText(read) + ";Pooling=false", options, loggers.CreateLogger("db_postgres"));
        return true;
    }

    private string ConnectionText(DatabaseUrl url)
    {
        var timeout = Timeout == 0 ? DefaultTimeout : Timeout;
        var text = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port == 0 ? DefaultPort : url.Port,
            Username = url.User.Length == 0 ? null : url.User,
            Password = url.Password.Length == 0 ? null : url.Password,
            Database = url.Database,
            Timeout = timeout,
            CommandTimeout = timeout,
            ApplicationName = "signalbox",
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
        if (TcpKeepAlive > 0)
        {
            text.TcpKeepAlive = true;
            text.TcpKeepAliveTime = TcpKeepAlive;
        }

        foreach (var (key, value) in _options)
            text[key] = value;

        return text.ToString();
    }

    private static string? Key(string name) => name switch
    {
        "sslmode" => "SSL Mode",
        "application_name" => "Application Name",
        "connect_timeout" => "Timeout",
        "options" => "Options",
        "target_session_attrs" => "Target Session Attributes",
        _ => null,
    };
}
