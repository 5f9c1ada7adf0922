using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Dialog.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Dialog;

/// <content>The database.</content>
internal sealed partial class DialogModule
{
    private const string DefaultUrl = "mysql://kamailio:kamailiorw@localhost/kamailio";
    private readonly DialogColumns _columns = new();
    private ISqlDatabase? _database;
    private DialogStore? _store;
    private DialogWriter? _writer;

    [Parameter("db_url", Default = DefaultUrl, Summary = "Database of the calls.")]
    public string DbUrl { get; set; } = DefaultUrl;

    [Parameter("db_mode", Default = "0", Summary = "When answered calls go to the database: 0 never, 1 at once, 2 every db_update_period, 3 when the server stops.", Min = 0, Max = 3)]
    public int DbMode { get; set; }

    [Parameter("db_update_period", Default = "60", Unit = "s", Summary = "Time between two writes in db_mode 2.", Min = 1, Max = 86400)]
    public int DbUpdatePeriod { get; set; } = 60;

    [Parameter("db_fetch_rows", Default = "200", Summary = "Rows that are fetched at once.", NoEffect = "rows are read as they come")]
    public int DbFetchRows { get; set; } = 200;

    [Parameter("db_skip_load", Default = "0", Summary = "Do not read calls at the start.")]
    public bool DbSkipLoad { get; set; }

    [Parameter("table_name", Default = "dialog", Summary = "Table of the calls.")]
    public string TableName { set => _columns.Table = value; }

    [Parameter("vars_table_name", Default = "dialog_vars", Summary = "Table of the variables of calls.")]
    public string VariableTableName { set => _columns.VariableTable = value; }

    [Function("dlg_db_load_callid", Routes = RouteKinds.Any, Blocking = true, Summary = "Reads the calls of a Call-ID from the database that are not in memory.")]
    public ReturnCode LoadCall(RoutingContext context, string callId) => TryLoad(callId);

    [Function("dlg_db_load_extra", Routes = RouteKinds.Any, Blocking = true, Summary = "Reads all calls from the database that are not in memory.")]
    public ReturnCode LoadExtra(RoutingContext context) => TryLoad(callId: null);

    private void FindDatabase(ModuleValidation validation) =>
        _database = DbMode > 0 ? SqlProviders.Find(validation, "db_url", DbUrl) : null;

    private void OpenDatabase()
    {
        if (_database is null)
            return;

        var services = _parts.Services;
        var isFirst = services.Table.Changes is null;
        var queue = services.Table.Changes ??= new DialogQueue();
        _store = new DialogStore(_database, services, _profiles, _columns);
        try
        {
            _store.Open();
            if (isFirst && !DbSkipLoad)
                _store.Load(callId: null, Resume);
        }
        catch (StoreException fault)
        {
            throw new ModuleStartException($"dialog: {fault.Message}", fault);
        }

        var period = DbMode switch
        {
            1 => TimeSpan.Zero,
            2 => TimeSpan.FromSeconds(DbUpdatePeriod),
            _ => Timeout.InfiniteTimeSpan,
        };
        _writer = new DialogWriter(_store, queue, services, period);
        _writer.Start();
    }

    private void CloseDatabase()
    {
        _writer?.Stop();
        _writer?.Dispose();
        _database?.Dispose();
    }

    private ReturnCode TryLoad(string? callId)
    {
        if (_store is null)
            return ReturnCode.False;

        try
        {
            _store.Load(callId, Resume);
            return ReturnCode.True;
        }
        catch (StoreException fault)
        {
            _log.Write(LogLevels.Error, Latin1.ToBytes($"dialog: {fault.Message}"));
            return ReturnCode.False;
        }
    }

    private void Resume(SipDialog dialog)
    {
        _statistics.Active.Increment();
        _statistics.Processed.Increment();
        lock (dialog.Gate)
            _parts.Lives.Resume(dialog);
    }
}
