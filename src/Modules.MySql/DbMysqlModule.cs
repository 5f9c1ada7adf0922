using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using MySql.Data.MySqlClient;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.MySql;

/// <summary>Gives other modules MySQL and MariaDB as a database.</summary>
[Module("db_mysql", Summary = "Lets other modules use MySQL and MariaDB servers.")]
internal sealed partial class DbMysqlModule(StateStore state, ILoggerFactory loggers) : StoreModule, IModule, ISqlProvider, IRecordStoreProvider
{
    private const int DefaultPort = 3306;
    private const long Mebibyte = 1024 * 1024;

    /// <inheritdoc cref="ISqlProvider.Scheme" />
    public string Scheme => "mysql";

    /// <summary>Statements that failed.</summary>
    [Statistic("driver_errors", Summary = "Statements and connections that failed.")]
    public Counter DriverErrors { get; } = state.GetOrAdd("db_mysql:driver_errors", static () => new Counter());

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        if (!DriverRepair.Ensure())
            validation.Warn("db_mysql", "the MySQL driver is of another version than expected; MariaDB 10.6 and later may not work");
    }

    /// <inheritdoc />
    public bool TryCreate(string url, [NotNullWhen(true)] out ISqlDatabase? database, out string error)
    {
        database = null;
        if (!DatabaseUrl.TryRead(url, Scheme, out var read, out error))
            return false;

        DriverRepair.Ensure();
        database = new MySqlDatabase(read.ToString(), ConnectionText(read), AutoReconnect ? Retries : 0) { Failed = DriverErrors.Increment };
        return true;
    }

    /// <inheritdoc />
    public bool TryCreate(string url, [NotNullWhen(true)] out IRecordStore? store, out string error)
    {
        store = null;
        if (!DatabaseUrl.TryRead(url, Scheme, out var read, out error))
            return false;

        DriverRepair.Ensure();
        var options = new MySqlStoreOptions { AutoCreate = AutoCreate, DaysKept = RetentionDays, BytesKept = RetentionSize * Mebibyte };
        store = new MySqlRecordStore(read.ToString(), ConnectionText(read) + ";Pooling=false", options, loggers.CreateLogger("db_mysql"));
        return true;
    }

    private string ConnectionText(DatabaseUrl url)
    {
        var text = new MySqlConnectionStringBuilder
        {
            Server = url.Host,
            Port = (uint)(url.Port == 0 ? DefaultPort : url.Port),
            UserID = url.User,
            Password = url.Password,
            Database = url.Database,
            CharacterSet = "utf8mb4",
            AllowBatch = false,
            AllowUserVariables = true,
            UseAffectedRows = !UpdateAffectedFound,
            ConnectionTimeout = (uint)ConnectTimeout,
            DefaultCommandTimeout = (uint)Math.Max(ReceiveTimeout, SendTimeout),
            SslMode = SslMode,
            PersistSecurityInfo = true,
        };
        if (url is { Host: "localhost", Port: 0 } && SocketPath.Find() is { } socket)
        {
            text.Server = socket;
            text.ConnectionProtocol = MySqlConnectionProtocol.UnixSocket;
            text.SslMode = MySqlSslMode.None;
        }

        return text.ToString();
    }
}
