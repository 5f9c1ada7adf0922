using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Acc;

/// <content>Rows in a database.</content>
internal sealed partial class AccModule
{
    private const int AccVersion = 5;
    private const int MissedVersion = 4;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);
    private readonly ILogger _rowLog = logs.CreateLogger("acc");
    private readonly RecordWriters _writers = RecordWriters.Of(state);
    private IRecordStoreProvider? _provider;
    private RowWriter? _rows;
    private RecordWriter? _writer;

    /// <summary>Flag of transactions with a row.</summary>
    [Parameter("db_flag", Default = "-1", Summary = "Flag: write a row for the transaction.", Min = -1, Max = 31)]
    public int DbFlag { get; set; } = -1;

    /// <summary>Flag of calls whose failure makes a row.</summary>
    [Parameter("db_missed_flag", Default = "-1", Summary = "Flag: write a row when the INVITE fails; it is reset then.", Min = -1, Max = 31)]
    public int DbMissedFlag { get; set; } = -1;

    /// <summary>Further columns.</summary>
    [Parameter("db_extra", Summary = "Further columns: src_user=$fU;src_ip=$si.")]
    public string DbExtra { get; set; } = string.Empty;

    /// <summary>The database.</summary>
    [Parameter("db_url", Summary = "Database for rows; empty = none.")]
    public string DbUrl { get; set; } = string.Empty;

    /// <summary>Table of answered transactions.</summary>
    [Parameter("db_table_acc", Default = "acc", Summary = "Table of answered transactions.")]
    public string AccTable { get; set; } = "acc";

    /// <summary>Table of missed calls.</summary>
    [Parameter("db_table_missed_calls", Default = "missed_calls", Summary = "Table of missed calls.")]
    public string MissedTable { get; set; } = "missed_calls";

    /// <summary>Checks the tables' versions.</summary>
    [Parameter("db_version_check", Default = "1", Summary = "1: a table of another version refuses the start.")]
    public bool ChecksVersion { get; set; } = true;

    /// <summary>Accepted.</summary>
    [Parameter("db_insert_mode", Default = "0", Summary = "How rows are written: 0 at once, 1 delayed by the server, 2 later.", Min = 0, Max = 2, NoEffect = "No call ever waits for its row: they are queued and written in batches.")]
    public int InsertMode { get; set; }

    /// <summary>Undefined values are NULL.</summary>
    [Parameter("acc_extra_nullable", Default = "0", Summary = "1: an undefined or empty further value is NULL, 0: empty text.")]
    public bool ExtraNullable { get; set; }

    /// <summary>Column of the method.</summary>
    [Parameter("acc_method_column", Default = "method", Summary = "Column of the method.")]
    public string MethodColumn { get; set; } = "method";

    /// <summary>Column of the From tag.</summary>
    [Parameter("acc_from_tag_column", Default = "from_tag", Summary = "Column of the From tag.")]
    public string FromTagColumn { get; set; } = "from_tag";

    /// <summary>Column of the To tag.</summary>
    [Parameter("acc_to_tag_column", Default = "to_tag", Summary = "Column of the To tag.")]
    public string ToTagColumn { get; set; } = "to_tag";

    /// <summary>Column of the Call-ID.</summary>
    [Parameter("acc_callid_column", Default = "callid", Summary = "Column of the Call-ID.")]
    public string CallIdColumn { get; set; } = "callid";

    /// <summary>Column of the status code.</summary>
    [Parameter("acc_sip_code_column", Default = "sip_code", Summary = "Column of the status code.")]
    public string CodeColumn { get; set; } = "sip_code";

    /// <summary>Column of the reason.</summary>
    [Parameter("acc_sip_reason_column", Default = "sip_reason", Summary = "Column of the reason phrase.")]
    public string ReasonColumn { get; set; } = "sip_reason";

    /// <summary>Column of the time.</summary>
    [Parameter("acc_time_column", Default = "time", Summary = "Column of the time.")]
    public string TimeColumn { get; set; } = "time";

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (_provider is null || _rows is null)
            return ValueTask.CompletedTask;

        try
        {
            _writer = _writers.Acquire(DbUrl, _provider, _rowLog);
            _writer.Prepare(_rows.Layout(AccVersion, ChecksVersion), AccTable);
            _writer.Prepare(_rows.Layout(MissedVersion, ChecksVersion), MissedTable);
            _callRows?.Start(_writer);
        }
        catch (StoreException exception)
        {
            throw new ModuleStartException($"acc: {exception.Message}", exception);
        }

        _rows.Start(_writer);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask StopAsync()
    {
        _calls?.Finish();
        if (_writer is not null)
            _writers.Release(DbUrl, LastWords);

        return ValueTask.CompletedTask;
    }

    private void ValidateRows(ModuleValidation validation, LegField[] legs, TimeField further)
    {
        if (DbUrl.Length == 0)
        {
            if (DbFlag >= 0 || DbMissedFlag >= 0)
                validation.Warn("db_flag", "db_flag and db_missed_flag do nothing without db_url");

            return;
        }

        _provider = RecordWriters.FindProvider(validation, DbUrl);
        string[] names = [MethodColumn, FromTagColumn, ToTagColumn, CallIdColumn, CodeColumn, ReasonColumn, TimeColumn];
        _rows = new RowWriter(names, ExtraField.Parse(validation, "db_extra", DbExtra), legs, further, ExtraNullable);
    }
}
