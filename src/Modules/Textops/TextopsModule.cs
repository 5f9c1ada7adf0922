using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Textops;

/// <summary>Tests and changes of headers and bodies. Changes show in what leaves, not in later reads.</summary>
[Module("textops", Summary = "Tests and changes of headers and bodies.")]
internal sealed partial class TextopsModule(TimeProvider clock) : IModule
{
    [Function("is_method", ConstantArguments = true, Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True for one of the methods, e.g. INVITE|BYE.")]
    public static ReturnCode IsMethod(RoutingContext context, [Constant] MethodSet methods) => ReturnCode.Of(methods.Contains(context.Message));

    [Function("append_hf", ConstantArguments = true, Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Adds a header line after the last one, or after the header named.")]
    public static ReturnCode AppendHeader(RoutingContext context, ScriptValue line, ScriptValue after = default) =>
        ReturnCode.Of(HeaderEdits.Append(context, line, after));

    [Function("insert_hf", ConstantArguments = true, Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Adds a header line before the first one, or before the header named.")]
    public static ReturnCode InsertHeader(RoutingContext context, ScriptValue line, ScriptValue before = default) =>
        ReturnCode.Of(HeaderEdits.Insert(context, line, before));

    [Function("remove_hf", Routes = RouteKinds.Any, Summary = "Takes all headers of a name out.")]
    [Function("remove_hf_pv", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Takes all headers of a name out.")]
    public static ReturnCode RemoveHeader(RoutingContext context, ScriptValue name) => ReturnCode.Of(HeaderEdits.Remove(context, name));

    [Function("remove_hf_idx", Routes = RouteKinds.Any, Summary = "Takes one header of a name out, by position; negative from the end.")]
    public static ReturnCode RemoveHeaderAt(RoutingContext context, ScriptValue name, int index)
    {
        using var bytes = new ValueBytes(context.Worker, name);
        var message = context.Message;
        var wanted = index < 0 ? index + HeaderEdits.Count(message, bytes.Span) : index;
        for (var i = message.Find(bytes.Span); i >= 0; i = message.Find(bytes.Span, i + 1))
        {
            if (wanted-- != 0)
                continue;

            context.Edits.RemoveHeader(i);
            return ReturnCode.True;
        }

        return ReturnCode.False;
    }

    [Function("remove_hf_re", Routes = RouteKinds.Any, Summary = "Takes headers out whose name matches.")]
    [Function("remove_hf_re_pv", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Takes headers out whose name matches.")]
    public static ReturnCode RemoveHeaderMatching(RoutingContext context, ScriptRegex name) => RemoveWhere(context, name, null);

    [Function("remove_hf_exp", Routes = RouteKinds.Any, Summary = "Takes headers out whose name matches the first expression and not the second.")]
    [Function("remove_hf_exp_pv", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Takes headers out whose name matches the first expression and not the second.")]
    public static ReturnCode RemoveHeaderExcept(RoutingContext context, ScriptRegex name, ScriptRegex except) => RemoveWhere(context, name, except);

    /// <summary>-1 for an unknown operator, -2 when nothing was taken out.</summary>
    [Function("remove_hf_match", Routes = RouteKinds.Any, Summary = "Takes the headers of a name out whose value fits: operator eq, ne, in (contains) or re.")]
    public static ReturnCode RemoveHeaderWhere(RoutingContext context, ScriptValue name, HeaderTest test, ScriptValue expression)
    {
        using var bytes = new ValueBytes(context.Worker, name);
        using var wanted = new ValueBytes(context.Worker, expression);
        ScriptRegex? regex = null;
        if (test.Operator == "re" && !ScriptRegex.TryParse(expression.ToText(), out regex, out _))
            return ReturnCode.False;

        var message = context.Message;
        ReturnCode result = -2;
        for (var i = message.Find(bytes.Span); i >= 0; i = message.Find(bytes.Span, i + 1))
        {
            if (!Fits(message.Span(message.Header(i).Value), test.Operator, wanted.Span, regex))
                continue;

            context.Edits.RemoveHeader(i);
            result = ReturnCode.True;
        }

        return result;
    }

    [Function("is_present_hf", Routes = RouteKinds.Any, Summary = "True when the received message has the header.")]
    [Function("is_present_hf_pv", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when the received message has the header.")]
    public static ReturnCode IsPresent(RoutingContext context, ScriptValue name) => ReturnCode.Of(HeaderEdits.Find(context, name) >= 0);

    [Function("is_present_hf_re", Routes = RouteKinds.Any, Summary = "True when a header's name matches.")]
    [Function("is_present_hf_re_pv", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "True when a header's name matches.")]
    public static ReturnCode IsPresentMatching(RoutingContext context, ScriptRegex name)
    {
        for (var i = 0; i < context.Message.HeaderCount; i++)
        {
            if (RegexMatches.IsMatch(name.Regex, context.Message.Span(context.Message.Header(i).Name)))
                return ReturnCode.True;
        }

        return ReturnCode.False;
    }

    [Function("append_to_reply", Surface = Surfaces.Cfg, Routes = RouteKinds.Request | RouteKinds.Failure | RouteKinds.Branch, Summary = "Adds a header line to own replies.")]
    public static ReturnCode AppendToReply(RoutingContext context, ScriptValue line) => ReturnCode.Of(HeaderEdits.AppendToReply(context, line));

    [Function("set_reply_body", Routes = RouteKinds.Request | RouteKinds.Failure | RouteKinds.Branch, Summary = "Gives own replies to this request a body.")]
    public static ReturnCode SetReplyBody(RoutingContext context, ScriptValue body, ScriptValue type)
    {
        using var bytes = new ValueBytes(context.Worker, body);
        using var typeBytes = new ValueBytes(context.Worker, type);
        if (typeBytes.Span.IsEmpty)
            return ReturnCode.False;

        context.ReplyBody.Set(bytes.Span);
        context.ReplyBodyType.Set(typeBytes.Span);
        return ReturnCode.True;
    }

    [Function("append_time", Surface = Surfaces.Cfg, Routes = RouteKinds.Request | RouteKinds.Failure | RouteKinds.Branch, Summary = "Adds a Date header to own replies.")]
    public ReturnCode AppendTime(RoutingContext context) => ReturnCode.Of(HeaderEdits.AppendToReply(context, DateLine()));

    [Function("append_time_to_request", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Adds a Date header to the message.")]
    public ReturnCode AppendTimeToRequest(RoutingContext context) => ReturnCode.Of(HeaderEdits.Append(context, DateLine()));

    [Function("append_urihf", Surface = Surfaces.Cfg, Routes = RouteKinds.Request | RouteKinds.Failure | RouteKinds.Branch, Summary = "Adds a header line made of a prefix, the request URI and a suffix.")]
    public static ReturnCode AppendUriHeader(RoutingContext context, ScriptValue prefix, ScriptValue suffix)
    {
        var writer = context.Worker.RentWriter();
        prefix.WriteTo(writer);
        writer.Write(context.RequestUri);
        suffix.WriteTo(writer);
        var good = HeaderEdits.Append(context, ScriptValue.Of(writer.Buffer, 0, writer.Length));
        context.Worker.Return(writer);
        return ReturnCode.Of(good);
    }

    [Function("is_privacy", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "True when Privacy asks for the type, e.g. id.")]
    public static ReturnCode IsPrivacy(RoutingContext context, ScriptValue type)
    {
        using var wanted = new ValueBytes(context.Worker, type);
        var index = context.Message.Find("Privacy"u8);
        if (index < 0)
            return ReturnCode.False;

        var text = context.Message.Span(context.Message.Header(index).Value);
        foreach (var range in text.Split((byte)';'))
        {
            if (Latin1.EqualsIgnoreCase(TextSpans.Trim(text[range]), wanted.Span))
                return ReturnCode.True;
        }

        return ReturnCode.False;
    }

    private static bool Fits(ReadOnlySpan<byte> value, string test, ReadOnlySpan<byte> wanted, ScriptRegex? regex) => test switch
    {
        "eq" => value.SequenceEqual(wanted),
        "ne" => !value.SequenceEqual(wanted),
        "in" => value.IndexOf(wanted) >= 0,
        _ => RegexMatches.IsMatch(regex!.Regex, value),
    };

    private static ReturnCode RemoveWhere(RoutingContext context, ScriptRegex name, ScriptRegex? except)
    {
        var found = false;
        for (var i = 0; i < context.Message.HeaderCount; i++)
        {
            var text = context.Message.Span(context.Message.Header(i).Name);
            if (!RegexMatches.IsMatch(name.Regex, text) || except is not null && RegexMatches.IsMatch(except.Regex, text))
                continue;

            context.Edits.RemoveHeader(i);
            found = true;
        }

        return ReturnCode.Of(found);
    }

    private ScriptValue DateLine() => ScriptValue.Of($"Date: {clock.GetUtcNow():R}\r\n");
}
