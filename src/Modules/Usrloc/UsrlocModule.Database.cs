using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Storage.Api;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Usrloc;

/// <content>Contacts in a database.</content>
internal sealed partial class UsrlocModule : IBlockingModule
{
    private const int TableVersion = 9;
    private const int AtOnce = 1;
    private const int ByTimer = 2;
    private const int OnlyPlace = 3;
    private const int OnlyRead = 4;
    private const string AlwaysUpserts = "Rows are always written by their record id, new ones and old ones alike.";
    private readonly ILogger _log = logs.CreateLogger("usrloc");
    private readonly Dictionary<string, DatabaseStore> _stores = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LocationStatements> _statements = new(StringComparer.Ordinal);
    private ISqlDatabase? _database;
    private ContactCodec? _codec;
    private int _serverId;
    private int _isFlushing;

    /// <summary>Reads contacts at start.</summary>
    [Parameter("db_load", Default = "1", Summary = "0: contacts of an earlier run are not read at start.", Reloadable = false)]
    public bool DbLoad { get; set; } = true;

    /// <summary>Form of times.</summary>
    [Parameter("expires_type", Default = "0", Summary = "1: the columns of times hold numbers (BIGINT), 0: dates.", Min = 0, Max = 1, Reloadable = false)]
    public int ExpiresType { get; set; }

    /// <summary>Rows of this server only.</summary>
    [Parameter("server_id_filter", Default = "0", Summary = "1: only rows with the core's server_id are read and removed.", Reloadable = false)]
    public bool ServerIdFilter { get; set; }

    /// <summary>Removes expired rows.</summary>
    [Parameter("db_timer_clean", Default = "0", Summary = "1: the timer also removes expired rows that memory does not know; always so in db_mode 3.")]
    public bool DbTimerClean { get; set; }

    /// <summary>Keeps expired contacts a while.</summary>
    [Parameter("rm_expired_delay", Default = "0", Unit = "s", Summary = "How long expired rows are kept before they are removed.", Min = 0, Max = 86400)]
    public int RemovalDelay { get; set; }

    /// <summary>Checks the version of the tables.</summary>
    [Parameter("version_table", Default = "1", Summary = "0: the version of the tables is not checked.")]
    public bool VersionTable { get; set; } = true;

    /// <summary>Accepted.</summary>
    [Parameter("fetch_rows", Default = "2000", Summary = "Rows per fetch.", NoEffect = "The driver fetches rows as it needs them.")]
    public int FetchRows { get; set; } = 2000;

    /// <summary>Accepted.</summary>
    [Parameter("db_insert_update", Default = "0", Summary = "Insert with update.", NoEffect = AlwaysUpserts)]
    [Parameter("db_check_update", Default = "0", Summary = "Insert when an update found nothing.", NoEffect = AlwaysUpserts)]
    [Parameter("db_update_as_insert", Default = "0", Summary = "Insert instead of update.", NoEffect = AlwaysUpserts)]
    [Parameter("db_ops_ruid", Default = "1", Summary = "Find rows by record id.", NoEffect = AlwaysUpserts)]
    [Parameter("db_insert_null", Default = "0", Summary = "Write NULL for what is not there.", NoEffect = AlwaysUpserts)]
    [Parameter("db_raw_fetch_type", Default = "0", Summary = "Lock rows when they are read.", NoEffect = "No row is read before it is written.")]
    public int DbWriteForm { get; set; }

    /// <summary>True when a registration or a look-up waits for the database.</summary>
    public bool Blocks => DbMode is AtOnce or OnlyPlace;

    private void ValidateDatabase(ModuleValidation validation)
    {
        if (DbMode == 0)
            return;

        if (DbUrl.Length == 0)
            validation.Error("db_mode", $"db_mode {DbMode} needs a db_url", "add: modparam(\"usrloc\", \"db_url\", \"mysql://user:password@host/database\")");
        else
            _database = SqlProviders.Find(validation, "db_url", DbUrl);

        _serverId = validation.Settings.ServerId;
        _codec = new ContactCodec(UseDomain, ExpiresType == 1, _serverId, _transports);
    }

    private void StartDatabase()
    {
        if (_database is null)
            return;

        try
        {
            _database.Open();
            foreach (var name in _preload)
                Load(name, Table(name));
        }
        catch (StoreException exception)
        {
            throw new ModuleStartException($"usrloc: {exception.Message}", exception);
        }
    }

    private void Load(string name, LocationTable table)
    {
        if (VersionTable)
            TableVersions.Check(_database!, name, TableVersion);

        if (table.IsLoaded || !DbLoad || DbMode == OnlyPlace)
            return;

        table.IsLoaded = true;
        var store = StoreOf(name);
        foreach (var contact in store.Load().Where(contact => !contact.IsExpired(Now)))
        {
            _sequence.Next(string.Empty, out var sequence);
            Contact[] Add(Contact[] before, Contact added)
            {
                Contact[] all = [.. before, added];
                Sort(all);
                return all;
            }

            table.Fill(contact.AddressOfRecord, Add, contact with { Sequence = sequence });
        }
    }

    private void Attach(string name, LocationTable table)
    {
        if (_database is null || DbMode == OnlyRead)
        {
            table.Store = null;
            return;
        }

        (table.Store as DatabaseStore)?.Write();
        table.Store = StoreOf(name);
    }

    private DatabaseStore StoreOf(string name)
    {
        lock (_stores)
        {
            if (_stores.TryGetValue(name, out var known))
                return known;

            SqlValue[] key = ServerIdFilter ? [SqlValue.Of(_serverId)] : [];
            var rules = new StoreRules(DbMode == OnlyPlace, DbMode is AtOnce or OnlyPlace, key, Sort);
            _statements[name] = new LocationStatements(name, ColumnNames, UseDomain, ServerIdFilter);
            return _stores[name] = new DatabaseStore(_database!, _statements[name], _codec!, rules, _log);
        }
    }

    /// <summary>Writes what is noted and removes what is over; another one that still runs goes on instead.</summary>
    private void Flush()
    {
        if (Interlocked.Exchange(ref _isFlushing, 1) == 1)
            return;

        foreach (var store in Stores())
        {
            store.Write();
            if (DbTimerClean || DbMode == OnlyPlace)
                store.RemoveExpired(Now - RemovalDelay);
        }

        Volatile.Write(ref _isFlushing, 0);
    }

    /// <summary>The timer goes by; databases are the thread pool's business.</summary>
    internal void FlushLater()
    {
        if (_database is not null && DbMode != OnlyRead)
            _ = Task.Run(Flush);
    }

    private DatabaseStore[] Stores()
    {
        lock (_stores)
            return [.. _stores.Values];
    }

    private void StopDatabase()
    {
        if (DbMode is AtOnce or ByTimer or OnlyPlace)
        {
            foreach (var store in Stores())
                store.Write();
        }

        _database?.Dispose();
    }
}
