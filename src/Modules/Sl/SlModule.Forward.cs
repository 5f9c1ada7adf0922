using Signalbox.Engine.Catalog;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Sl;

/// <content>A received reply sent on at once, perhaps with another status.</content>
internal sealed partial class SlModule
{
    /// <summary>1 sent; -1 for a request, a code outside 100 to 699 or of another class, or when it was not sent.</summary>
    [Function("sl_forward_reply", Routes = RouteKinds.OnReply | RouteKinds.Reply, Summary = "Sends the reply on statelessly, with another code of the same class and another phrase; empty ones stay. The core sends it again at the end of the route, unless it is dropped.")]
    public ReturnCode ForwardReply(RoutingContext context, ScriptValue code = default, ScriptValue reason = default)
    {
        var message = context.Message;
        if (message.IsRequest || !TryReadCode(context, code, out var status))
            return ReturnCode.False;

        using var kept = new KeptEdits(context);
        if (status != message.StatusCode)
            StatusLineEdits.SetCode(context, status);

        if (reason.TextLength > 0)
            StatusLineEdits.SetReason(context, reason);

        return ReturnCode.Of(_forwarder.Forward(context));
    }

    private static bool TryReadCode(RoutingContext context, in ScriptValue code, out int status)
    {
        status = context.Message.StatusCode;
        if (code.TextLength == 0)
            return true;

        var kind = status / 100;
        using var text = new ValueBytes(context.Worker, code);
        return SipChars.TryReadNumber(text.Span, out status) && status is >= 100 and <= 699 && status / 100 == kind;
    }
}
