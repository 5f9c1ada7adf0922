using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Htable;

/// <content>Tables that a database keeps.</content>
internal sealed partial class HtableModule
{
    private readonly HtableColumns _columns = new();
    private ISqlDatabase? _database;
    private HtableStore? _store;

    /// <summary>The database.</summary>
    [Parameter("db_url", Summary = "Database of the tables with dbtable; empty = none.")]
    public string DbUrl { get; set; } = string.Empty;

    /// <summary>Items keep their ends.</summary>
    [Parameter("db_expires", Default = "0", Summary = "1: the ends of items are read and written too.")]
    public bool DbExpires { set => _columns.HasExpires = value; }

    /// <summary>Column of keys.</summary>
    [Parameter("key_name_column", Default = "key_name", Summary = "Column of keys.")]
    public string NameColumn { set => _columns.Name = value; }

    /// <summary>Column of kinds of keys.</summary>
    [Parameter("key_type_column", Default = "key_type", Summary = "Column that says what a key is: 0 a key, 1 an array, whose items are its rows.")]
    public string NameTypeColumn { set => _columns.NameType = value; }

    /// <summary>Column of kinds of values.</summary>
    [Parameter("value_type_column", Default = "value_type", Summary = "Column that says what a value is: 0 text, 1 a number.")]
    public string ValueTypeColumn { set => _columns.ValueType = value; }

    /// <summary>Column of values.</summary>
    [Parameter("key_value_column", Default = "key_value", Summary = "Column of values.")]
    public string ValueColumn { set => _columns.Value = value; }

    /// <summary>Column of ends.</summary>
    [Parameter("expires_column", Default = "expires", Summary = "Column of the ends of items, in seconds since 1970.")]
    public string ExpiresColumn { set => _columns.Expires = value; }

    /// <summary>Name of the size of an array.</summary>
    [Parameter("array_size_suffix", Default = "::size", Summary = "Stands behind the name of an array for the number of its items.")]
    public string ArraySizeSuffix { set => _columns.SizeSuffix = value; }

    /// <summary>Accepted.</summary>
    [Parameter("fetch_rows", Default = "100", Summary = "Rows per fetch.", NoEffect = "rows are read as they come")]
    public int FetchRows { get; set; } = 100;

    /// <summary>Accepted.</summary>
    [Parameter("dmq_init_sync", Default = "0", Summary = "Ask other servers for tables at start.", NoEffect = "there is no replication")]
    public int DmqInitSync { get; set; }

    /// <summary>Reads a table again.</summary>
    [Rpc("htable.reload", Mi = "sht_reload", Summary = "Puts the rows of its database table in the place of what a table holds.")]
    public void RpcReload(RpcCall call) => WithStore(call, static (store, table) => store.Load(table), "Ok. Htable reloaded.");

    /// <summary>Writes a table.</summary>
    [Rpc("htable.store", Summary = "Puts what a table holds in the place of the rows of its database table.")]
    public void RpcStore(RpcCall call) => WithStore(call, static (store, table) => store.Save(table), "Ok. Htable successfully stored to DB.");

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        foreach (var definition in _definitions.Values)
        {
            if (definition.DatabaseTable.Length > 0 && DbUrl.Length == 0)
                validation.Error("htable", $"table '{definition.Name}' has a dbtable, and db_url is not set", "set db_url, or leave dbtable out");

            if (definition is { IsWrittenBack: true, Columns.Length: > 0 })
                validation.Error("htable", $"table '{definition.Name}' has cols, and tables with cols are not written back", "leave dbmode out");
        }

        _database = DbUrl.Length > 0 && _definitions.Values.Any(definition => definition.DatabaseTable.Length > 0)
            ? SqlProviders.Find(validation, "db_url", DbUrl)
            : null;
    }

    private void OpenDatabase()
    {
        if (_database is null)
            return;

        _store = new HtableStore(_database, _columns, _time);
        try
        {
            _store.Open(_definitions.Values);
        }
        catch (StoreException fault)
        {
            throw new ModuleStartException($"htable: {fault.Message}", fault);
        }
    }

    // A table that an earlier generation has is as it is: the database may be older.
    private void Fill(HashTable table, bool isNew)
    {
        if (!isNew || _store is null || table.Definition.DatabaseTable.Length == 0)
            return;

        try
        {
            _store.Load(table);
        }
        catch (StoreException fault)
        {
            throw new ModuleStartException($"htable: {fault.Message}", fault);
        }
    }

    private void CloseDatabase()
    {
        foreach (var table in _tables.Values)
        {
            if (_store is not null && table.Definition.IsWrittenBack)
                WriteBack(_store, table);
        }

        _database?.Dispose();
    }

    private void WriteBack(HtableStore store, HashTable table)
    {
        try
        {
            store.Save(table);
        }
        catch (StoreException fault)
        {
            _log.LogError("table '{Table}' could not be written back: {Reason}", table.Definition.Name, fault.Message);
        }
    }

    private void WithStore(RpcCall call, Action<HtableStore, HashTable> action, string answer)
    {
        if (DbUrl.Length == 0)
            call.Fault(500, "No htable db_url");
        else if (call.Text(0) is not { } name)
            call.Fault(500, "No htable name given");
        else if (Find(name) is not { } table)
            call.Fault(500, "No such htable");
        else if (_store is null || table.Definition.DatabaseTable.Length == 0)
            call.Fault(500, "No database htable");
        else
            Run(call, action, table, answer);
    }

    private void Run(RpcCall call, Action<HtableStore, HashTable> action, HashTable table, string answer)
    {
        try
        {
            action(_store!, table);
            call.Add(answer);
        }
        catch (StoreException fault)
        {
            _log.LogError("table '{Table}': {Reason}", table.Definition.Name, fault.Message);
            call.Fault(500, "Htable database operation failed");
        }
    }
}
