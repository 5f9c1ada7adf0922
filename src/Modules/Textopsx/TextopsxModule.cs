using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
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
        var good = TryBecome(context, writer.Written);
        context.Worker.Return(writer);
        return ReturnCode.Of(good);
    }

    /// <summary>-1, and the message stays what it is, when the text is no SIP message.</summary>
    [Function("msg_set_buffer", Routes = RouteKinds.Request | RouteKinds.Reply | RouteKinds.OnReply, Summary = "Puts another message in place of this one; queued changes are forgotten.")]
    public static ReturnCode SetBuffer(RoutingContext context, ScriptValue text)
    {
        using var bytes = new ValueBytes(context.Worker, text);
        return ReturnCode.Of(!bytes.Span.IsEmpty && TryBecome(context, bytes.Span));
    }

    [Function("fnmatch", Kemi = "fnmatch/2,fnmatch_ex/3", Routes = RouteKinds.Any, Summary = "True when a text matches a shell pattern; flag i without case.")]
    public static ReturnCode MatchesGlob(RoutingContext context, ScriptValue text, ScriptValue pattern, ScriptValue flags = default)
    {
        using var bytes = new ValueBytes(context.Worker, text);
        using var glob = new ValueBytes(context.Worker, pattern);
        using var letters = new ValueBytes(context.Worker, flags);
        return ReturnCode.Of(Glob.IsMatch(bytes.Span, glob.Span, letters.Span.IndexOfAny((byte)'i', (byte)'I') >= 0));
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

    private static bool TryBecome(RoutingContext context, ReadOnlySpan<byte> text)
    {
        var bytes = text.ToArray();
        var check = context.Worker.Rent();
        var good = check.Message.TryParse(bytes, bytes.Length) && check.Message.IsRequest == context.Message.IsRequest;
        context.Worker.Return(check);
        if (!good)
            return false;

        context.Message.TryParse(bytes, bytes.Length);
        context.Edits.Clear();
        context.NewRequestUri.Clear();
        return true;
    }

    private static bool IsNeeded(HeaderName id) => id is HeaderName.Via or HeaderName.From or HeaderName.To or HeaderName.CallId
        or HeaderName.CSeq or HeaderName.Contact or HeaderName.MaxForwards or HeaderName.Route or HeaderName.RecordRoute
        or HeaderName.ContentType or HeaderName.ContentLength;
}
