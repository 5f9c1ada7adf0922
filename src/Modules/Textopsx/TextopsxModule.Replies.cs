using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Textopsx;

/// <content>Another status for a reply that is relayed.</content>
internal sealed partial class TextopsxModule
{
    private const RouteKinds ReplyRoutes = RouteKinds.Reply | RouteKinds.OnReply;

    /// <summary>1 changed; -1 outside 100 to 699, or when the reply would change between provisional, 2xx and negative.</summary>
    [Function("change_reply_status", Routes = ReplyRoutes, Summary = "Gives the relayed reply another code and phrase; provisional, 2xx and negative replies stay what they are.")]
    public static ReturnCode ChangeStatus(RoutingContext context, int code, ScriptValue reason)
    {
        if (!TryChange(context, code))
            return ReturnCode.False;

        StatusLineEdits.SetReason(context, reason);
        return ReturnCode.True;
    }

    /// <summary>As change_reply_status; the phrase stays.</summary>
    [Function("change_reply_status_code", Routes = ReplyRoutes, Summary = "Gives the relayed reply another code; the phrase stays.")]
    public static ReturnCode ChangeStatusCode(RoutingContext context, int code) => ReturnCode.Of(TryChange(context, code));

    private static bool TryChange(RoutingContext context, int code)
    {
        var message = context.Message;
        if (message.IsRequest || code is < 100 or > 699 || Kind(code) != Kind(message.StatusCode))
            return false;

        StatusLineEdits.SetCode(context, code);
        message.ChangeStatus(code);
        return true;
    }

    private static int Kind(int code) => (code / 100) switch { 1 => 1, 2 => 2, _ => 3 };
}
