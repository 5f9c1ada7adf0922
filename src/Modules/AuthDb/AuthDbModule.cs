using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Auth.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.AuthDb;

/// <summary>Passwords from a database: parameters and life of the module.</summary>
[Module("auth_db", Summary = "Digest authentication with passwords from a database.", Requires = ["auth"])]
internal sealed partial class AuthDbModule(ILoggerFactory logs) : IModule
{
    private const int TableVersion = 7;
    private const string UsualTable = "subscriber";
    private readonly ConcurrentDictionary<(string Table, bool UsesDomain), SubscriberQuery> _queries = new();
    private readonly ILogger _log = logs.CreateLogger("auth_db");
    private IDigestAuthentication _digest = null!;
    private CredentialAvp[] _further = [];
    private ISqlDatabase? _database;

    /// <summary>The database.</summary>
    [Parameter("db_url", Default = "mysql://kamailioro:kamailioro@localhost/kamailio", Summary = "Database with the subscribers.")]
    public string DbUrl { get; set; } = "mysql://kamailioro:kamailioro@localhost/kamailio";

    /// <summary>Column of the user.</summary>
    [Parameter("user_column", Default = "username", Summary = "Column of the user.")]
    public string UserColumn { get; set; } = "username";

    /// <summary>Column of the domain.</summary>
    [Parameter("domain_column", Default = "domain", Summary = "Column of the domain.")]
    public string DomainColumn { get; set; } = "domain";

    /// <summary>Column of the password.</summary>
    [Parameter("password_column", Default = "ha1", Summary = "Column of HA1, or with calculate_ha1 of the password.")]
    public string PasswordColumn { get; set; } = "ha1";

    /// <summary>Column of the other HA1.</summary>
    [Parameter("password_column_2", Default = "ha1b", Summary = "Column of HA1 for a user name that carries its domain; not with calculate_ha1.")]
    public string PasswordColumn2 { get; set; } = "ha1b";

    /// <summary>Passwords are plain.</summary>
    [Parameter("calculate_ha1", Default = "0", Summary = "1: the column holds plain passwords.")]
    public bool CalculateHa1 { get; set; }

    /// <summary>Domains count.</summary>
    [Parameter("use_domain", Default = "0", Summary = "1: the domain (that of the user name, else the realm) is asked for too.")]
    public bool UseDomain { get; set; }

    /// <summary>Columns for variables.</summary>
    [Parameter("load_credentials", Default = "rpid", Summary = "Columns that are put into variables when somebody authenticates: $avp(x)=column;column.")]
    public string LoadCredentials { get; set; } = "rpid";

    /// <summary>Checks the version of the table.</summary>
    [Parameter("version_table", Default = "1", Summary = "0: the version of the table is not checked.")]
    public bool VersionTable { get; set; } = true;

    /// <summary>Fills variables in any case.</summary>
    [Parameter("force_generate_avps", Default = "0", Summary = "1: variables of load_credentials are set also when the password is wrong.")]
    public bool ForceGenerateAvps { get; set; }

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        _digest = validation.Require<IDigestAuthentication>("auth")!;
        _further = CredentialAvp.Parse(validation, "load_credentials", LoadCredentials);
        _database = SqlProviders.Find(validation, "db_url", DbUrl);
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _database!.Open();
            if (VersionTable)
                TableVersions.Check(_database, UsualTable, TableVersion);
        }
        catch (StoreException exception)
        {
            throw new ModuleStartException($"auth_db: {exception.Message}", exception);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        _database?.Dispose();
        return ValueTask.CompletedTask;
    }

    private SubscriberQuery QueryOf(string table) => _queries.GetOrAdd((table, UseDomain), Make, this);

    private SubscriberQuery QueryWithDomain(string table) => _queries.GetOrAdd((table, true), Make, this);

    private static SubscriberQuery Make((string Table, bool UsesDomain) key, AuthDbModule module)
    {
        var columns = new SubscriberColumns(module.UserColumn, module.DomainColumn, module.PasswordColumn, module.PasswordColumn2);
        return new SubscriberQuery(key.Table, columns, module._further, key.UsesDomain);
    }
}
