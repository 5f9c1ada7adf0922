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

    private AccountingRecord Requested(RoutingContext context, ReadOnlySpan<byte> comment) =>
        Describe(context, context.Message, RecordKind.Requested) with { Code = Comment.Code(comment), Reason = Comment.Reason(comment) };
}
