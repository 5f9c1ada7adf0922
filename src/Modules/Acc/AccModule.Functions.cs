using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Acc;

/// <content>Records that the script asks for.</content>
internal sealed partial class AccModule
{
    /// <summary>Always 1.</summary>
    [Function("acc_log_request", Routes = RouteKinds.Any, Summary = "Writes a log line now; the comment may begin with a status code: 404 Not found.")]
    public ReturnCode LogRequest(RoutingContext context, ScriptValue comment)
    {
        using var text = new ValueBytes(context.Worker, comment);
        _lines.Write(Requested(context, text.Span));
        return ReturnCode.True;
    }

    /// <summary>1 queued; -1 without db_url.</summary>
    [Function("acc_db_request", Routes = RouteKinds.Any, Summary = "Queues a row for a table now; the comment may begin with a status code.")]
    public ReturnCode RowRequest(RoutingContext context, ScriptValue comment, string table)
    {
        if (_rows is null)
            return ReturnCode.False;

        using var text = new ValueBytes(context.Worker, comment);
        _rows.Write(Requested(context, text.Span), table);
        return ReturnCode.True;
    }

    /// <summary>Always 1.</summary>
    [Function("acc_request", Routes = RouteKinds.Any, Summary = "acc_log_request, and with db_url acc_db_request.")]
    public ReturnCode Request(RoutingContext context, ScriptValue comment, string table)
    {
        LogRequest(context, comment);
        RowRequest(context, comment, table);
        return ReturnCode.True;
    }

    private AccountingRecord Requested(RoutingContext context, ReadOnlySpan<byte> comment) =>
        Describe(context, context.Message, RecordKind.Requested) with { Code = Comment.Code(comment), Reason = Comment.Reason(comment) };
}
