using MySql.Data.MySqlClient;
using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.MySql;

/// <content>Parameters.</content>
internal sealed partial class DbMysqlModule
{
    private const string NoPing = "A connection that was closed is noticed at its next use.";

    /// <summary>How often a statement is tried again.</summary>
    [Parameter("retries", Default = "1", Summary = "How often a statement is tried again when its connection turns out to be lost.", Min = 0, Max = 10)]
    public int Retries { get; set; } = 1;

    /// <summary>True to make missing tables.</summary>
    [Parameter("auto_create", Default = "0", Summary = "Make tables that traces and other queued rows go to when they are missing, and add columns that older forms lack.")]
    public bool AutoCreate { get; set; }

    /// <summary>Retention by age.</summary>
    [Parameter("retention_days", Default = "0", Unit = "days", Summary = "Tables with an older date in their names (sip_capture_%Y%m%d) that auto_create made are dropped; 0 = never.", Min = 0, Max = 36_500)]
    public int RetentionDays { get; set; }

    /// <summary>Retention by size.</summary>
    [Parameter("retention_size", Default = "0", Unit = "MiB", Summary = "When the tables with a date in their names that auto_create made are larger together, the oldest are dropped; 0 = any size.", Min = 0, Max = int.MaxValue)]
    public int RetentionSize { get; set; }

    /// <summary>Opens lost connections again.</summary>
    [Parameter("auto_reconnect", Default = "1", Summary = "0: a statement on a lost connection fails at once; the next one opens a new connection.")]
    public bool AutoReconnect { get; set; } = true;

    /// <summary>Wait for a connection.</summary>
    [Parameter("connect_timeout", Default = "2", Unit = "s", Summary = "Longest wait for a connection.", Min = 1, Max = 600)]
    public int ConnectTimeout { get; set; } = 2;

    /// <summary>Wait for an answer.</summary>
    [Parameter("receive_timeout", Default = "0", Unit = "s", Summary = "Longest wait for an answer, together with send_timeout; 0 in both = no limit.", Min = 0, Max = 600)]
    public int ReceiveTimeout { get; set; }

    /// <summary>Wait for the network.</summary>
    [Parameter("send_timeout", Default = "0", Unit = "s", Summary = "See receive_timeout; the longer one counts.", Min = 0, Max = 600)]
    public int SendTimeout { get; set; }

    /// <summary>What an UPDATE counts.</summary>
    [Parameter("update_affected_found", Default = "0", Summary = "1: an UPDATE counts the rows that it found, 0: those that it changed.")]
    public bool UpdateAffectedFound { get; set; }

    /// <summary>TLS.</summary>
    [Parameter("opt_ssl_mode", Default = "0", Summary = "TLS: 0 and 2 when the server has it, 1 never, 3 always, 4 with a checked certificate, 5 with a checked name too.", Min = 0, Max = 5)]
    public int OptSslMode { get; set; }

    /// <summary>Accepted.</summary>
    [Parameter("opt_ssl_ca", Summary = "File with certificates of authorities.", NoEffect = "The system's authorities count.")]
    public string OptSslCa { get; set; } = string.Empty;

    /// <summary>Accepted.</summary>
    [Parameter("ping_interval", Default = "300", Unit = "s", Summary = "Time between tests of the connection.", NoEffect = NoPing)]
    public int PingInterval { get; set; } = 300;

    /// <summary>Accepted.</summary>
    [Parameter("timeout_interval", Default = "2", Unit = "s", Summary = "Older form of the time limits.", NoEffect = "See connect_timeout and receive_timeout.")]
    public int TimeoutInterval { get; set; } = 2;

    /// <summary>Accepted.</summary>
    [Parameter("server_timezone", Default = "0", Summary = "Zone of the session.", NoEffect = "The tables' dates carry no zone; they are written in this machine's local time.")]
    public bool ServerTimezone { get; set; }

    /// <summary>Accepted.</summary>
    [Parameter("insert_delayed", Default = "0", Summary = "Use INSERT DELAYED.", NoEffect = "Servers do not know it any more; modules that do not wait for rows have queues here.")]
    public bool InsertDelayed { get; set; }

    /// <summary>Accepted.</summary>
    [Parameter("unsigned_type", Default = "0", Summary = "Give unsigned columns as unsigned.", NoEffect = "Numbers have 64 bits.")]
    public bool UnsignedType { get; set; }

    private MySqlSslMode SslMode => OptSslMode switch
    {
        1 => MySqlSslMode.None,
        3 => MySqlSslMode.Required,
        4 => MySqlSslMode.VerifyCA,
        5 => MySqlSslMode.VerifyFull,
        _ => MySqlSslMode.Preferred,
    };
}
