using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Textopsx;

/// <summary>Applying queued changes, and changes of whole parts.</summary>
[Module("textopsx", Summary = "Applies queued changes; changes whole parts of a message.")]
internal sealed partial class TextopsxModule : IModule
{
    [Function("msg_apply_changes", Routes = RouteKinds.Request | RouteKinds.Reply | RouteKinds.OnReply, Summary = "Applies the queued changes, so that later reads see them.")]
    public static ReturnCode ApplyChanges(RoutingContext context)
    {
        var writer = context.Worker.RentWriter();
        MessageWriter.WriteEdited(context.Message, context.NewRequestUri.Span, context.Edits, writer);
        var bytes = writer.Written.ToArray();
        context.Worker.Return(writer);
        var check = context.Worker.Rent();
        var good = check.Message.TryParse(bytes, bytes.Length);
        context.Worker.Return(check);
        if (!good)
            return ReturnCode.False;

        context.Message.TryParse(bytes, bytes.Length);
        context.Edits.Clear();
        context.NewRequestUri.Clear();
        return ReturnCode.True;
    }

    [Function("remove_body", Routes = RouteKinds.Any, Summary = "Takes the body out.")]
    public static ReturnCode RemoveBody(RoutingContext context)
    {
        context.Edits.SetBody(default);
        var index = context.Message.Find(HeaderName.ContentType);
        if (index >= 0)
            context.Edits.RemoveHeader(index);

        return ReturnCode.True;
    }

    [Function("keep_hf", Kemi = "keep_hf/0,keep_hf_re/1", Routes = RouteKinds.Any, Summary = "Takes all headers out but those that SIP needs and those whose name matches.")]
    public static ReturnCode KeepHeaders(RoutingContext context, ScriptRegex? name = null)
    {
        for (var i = 0; i < context.Message.HeaderCount; i++)
        {
            ref readonly var header = ref context.Message.Header(i);
            if (!IsNeeded(header.Id) && (name is null || !RegexMatches.IsMatch(name.Regex, context.Message.Span(header.Name))))
                context.Edits.RemoveHeader(i);
        }

        return ReturnCode.True;
    }

    private static bool IsNeeded(HeaderName id) => id is HeaderName.Via or HeaderName.From or HeaderName.To or HeaderName.CallId
        or HeaderName.CSeq or HeaderName.Contact or HeaderName.MaxForwards or HeaderName.Route or HeaderName.RecordRoute
        or HeaderName.ContentType or HeaderName.ContentLength;
}
