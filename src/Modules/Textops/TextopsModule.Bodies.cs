using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Textops;

/// <content>Bodies, and search and replace over the bytes of the message.</content>
internal sealed partial class TextopsModule
{
    private static readonly Action<(RoutingContext Context, ScriptValue Text), TextRange> ReplacePlace = static (state, place) =>
    {
        using var bytes = new ValueBytes(state.Context.Worker, state.Text);
        state.Context.Edits.Replace(place, bytes.Span);
    };

    private static readonly Action<(RoutingContext Context, ScriptValue Text), TextRange> AppendPlace = static (state, place) =>
    {
        using var bytes = new ValueBytes(state.Context.Worker, state.Text);
        state.Context.Edits.InsertBefore(place.End, bytes.Span);
    };

    [Function("has_body", ConstantArguments = true, Kemi = "has_body/0,has_body_type/1", Routes = RouteKinds.Any, Summary = "True when there is a body, of that type when one is given.")]
    public static ReturnCode HasBody(RoutingContext context, ScriptValue type = default)
    {
        var message = context.Message;
        if (message.Body.IsEmpty || message.TryGetContentLength(out var length) && length == 0)
            return ReturnCode.False;

        if (type.TextLength == 0)
            return ReturnCode.True;

        var index = message.Find(HeaderName.ContentType);
        if (index < 0)
            return ReturnCode.False;

        using var wanted = new ValueBytes(context.Worker, type);
        var actual = TextSpans.Trim(TextSpans.Before(message.Span(message.Header(index).Value), (byte)';'));
        return ReturnCode.Of(Latin1.EqualsIgnoreCase(actual, TextSpans.Trim(wanted.Span)));
    }

    [Function("set_body", Routes = RouteKinds.Any, Summary = "Replaces the body and its type.")]
    public static ReturnCode SetBody(RoutingContext context, ScriptValue body, ScriptValue type)
    {
        using var bytes = new ValueBytes(context.Worker, body);
        context.Edits.SetBody(bytes.Span);
        var writer = context.Worker.RentWriter();
        writer.Write("Content-Type: "u8);
        type.WriteTo(writer);
        writer.Write("\r\n"u8);
        MultipartEdit.SetType(context, writer.Written);
        context.Worker.Return(writer);
        return ReturnCode.True;
    }

    [Function("set_body_hex", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "As set_body, with the body as hexadecimal digits.")]
    public static ReturnCode SetBodyHex(RoutingContext context, string body, ScriptValue type) =>
        TryReadHex(body, out var bytes) ? SetBody(context, bytes, type) : ReturnCode.False;

    [Function("set_reply_body_hex", Surface = Surfaces.Kemi, Routes = RouteKinds.Request | RouteKinds.Failure | RouteKinds.Branch, Summary = "As set_reply_body, with the body as hexadecimal digits.")]
    public static ReturnCode SetReplyBodyHex(RoutingContext context, string body, ScriptValue type) =>
        TryReadHex(body, out var bytes) ? SetReplyBody(context, bytes, type) : ReturnCode.False;

    private static bool TryReadHex(string text, out ScriptValue bytes)
    {
        var read = new byte[text.Length / 2];
        var good = Convert.FromHexString(text, read, out var used, out var written) == System.Buffers.OperationStatus.Done && used == text.Length;
        bytes = ScriptValue.Of(read, 0, written);
        return good;
    }

    [Function("search", Routes = RouteKinds.Any, Summary = "True when the message matches.")]
    public static ReturnCode Search(RoutingContext context, ScriptRegex regex) => ReturnCode.Of(RegexMatches.IsMatch(regex.Regex, context.Message.Bytes));

    [Function("search_body", Routes = RouteKinds.Any, Summary = "True when the body matches.")]
    public static ReturnCode SearchBody(RoutingContext context, ScriptRegex regex) =>
        ReturnCode.Of(RegexMatches.IsMatch(regex.Regex, context.Message.Span(context.Message.Body)));

    [Function("search_hf", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "True when a header matches: flags a any, f first, l last.")]
    public static ReturnCode SearchHeader(RoutingContext context, ScriptValue name, ScriptRegex regex, string flags)
    {
        using var bytes = new ValueBytes(context.Worker, name);
        var message = context.Message;
        var matches = false;
        for (var i = message.Find(bytes.Span); i >= 0; i = message.Find(bytes.Span, i + 1))
        {
            matches = RegexMatches.IsMatch(regex.Regex, message.Span(message.Header(i).Value));
            if (flags.StartsWith('f') || matches && !flags.StartsWith('l'))
                break;
        }

        return ReturnCode.Of(matches);
    }

    [Function("search_append", Routes = RouteKinds.Any, Summary = "Adds text after the first match behind the first line.")]
    public static ReturnCode SearchAppend(RoutingContext context, ScriptRegex regex, ScriptValue text) =>
        Edit(context, AllAfterFirstLine(context), regex, text, 1, AppendPlace);

    [Function("search_append_body", Routes = RouteKinds.Any, Summary = "Adds text after the first match in the body.")]
    public static ReturnCode SearchAppendBody(RoutingContext context, ScriptRegex regex, ScriptValue text) =>
        Edit(context, context.Message.Body, regex, text, 1, AppendPlace);

    [Function("replace", Routes = RouteKinds.Any, Summary = "Replaces the first match behind the first line.")]
    public static ReturnCode Replace(RoutingContext context, ScriptRegex regex, ScriptValue text) =>
        Edit(context, AllAfterFirstLine(context), regex, text, 1, ReplacePlace);

    [Function("replace_all", Routes = RouteKinds.Any, Summary = "Replaces all matches behind the first line.")]
    public static ReturnCode ReplaceAll(RoutingContext context, ScriptRegex regex, ScriptValue text) =>
        Edit(context, AllAfterFirstLine(context), regex, text, int.MaxValue, ReplacePlace);

    [Function("replace_body", Routes = RouteKinds.Any, Summary = "Replaces the first match in the body.")]
    public static ReturnCode ReplaceBody(RoutingContext context, ScriptRegex regex, ScriptValue text) =>
        Edit(context, context.Message.Body, regex, text, 1, ReplacePlace);

    [Function("replace_body_all", Routes = RouteKinds.Any, Summary = "Replaces all matches in the body.")]
    [Function("replace_body_atonce", Routes = RouteKinds.Any, Summary = "Replaces all matches in the body.")]
    public static ReturnCode ReplaceBodyAll(RoutingContext context, ScriptRegex regex, ScriptValue text) =>
        Edit(context, context.Message.Body, regex, text, int.MaxValue, ReplacePlace);

    [Function("replace_hdrs", Routes = RouteKinds.Any, Summary = "Replaces all matches in the headers.")]
    public static ReturnCode ReplaceHeaders(RoutingContext context, ScriptRegex regex, ScriptValue text) =>
        Edit(context, Headers(context), regex, text, int.MaxValue, ReplacePlace);

    [Function("replace_str", Routes = RouteKinds.Any, Summary = "Replaces plain text behind the first line: mode a all, f first.")]
    public static ReturnCode ReplaceText(RoutingContext context, ScriptValue match, ScriptValue text, string mode) =>
        ReplaceText(context, AllAfterFirstLine(context), match, text, mode);

    [Function("replace_body_str", Routes = RouteKinds.Any, Summary = "Replaces plain text in the body: mode a all, f first.")]
    public static ReturnCode ReplaceBodyText(RoutingContext context, ScriptValue match, ScriptValue text, string mode) =>
        ReplaceText(context, context.Message.Body, match, text, mode);

    [Function("replace_hdrs_str", Routes = RouteKinds.Any, Summary = "Replaces plain text in the headers: mode a all, f first.")]
    public static ReturnCode ReplaceHeadersText(RoutingContext context, ScriptValue match, ScriptValue text, string mode) =>
        ReplaceText(context, Headers(context), match, text, mode);

    [Function("subst_uri", ConstantArguments = true, Routes = RouteKinds.Request | RouteKinds.Reply | RouteKinds.OnReply | RouteKinds.Failure | RouteKinds.Branch, Summary = "Rewrites the request URI: /regex/replacement/flags.")]
    public static ReturnCode SubstituteUri(RoutingContext context, Substitution substitution)
    {
        if (!substitution.TryApply(Latin1.ToText(context.RequestUri), out var result))
            return ReturnCode.False;

        context.NewRequestUri.Set(Latin1.ToBytes(result));
        return ReturnCode.True;
    }

    [Function("subst_user", ConstantArguments = true, Routes = RouteKinds.Request | RouteKinds.Reply | RouteKinds.OnReply | RouteKinds.Failure | RouteKinds.Branch, Summary = "Rewrites the user of the request URI: /regex/replacement/flags.")]
    public static ReturnCode SubstituteUser(RoutingContext context, Substitution substitution)
    {
        if (!Engine.Parsing.SipUriParser.TryParse(context.RequestUri, out var uri))
            return ReturnCode.False;

        var user = Latin1.ToText(context.RequestUri.Slice(uri.User.Start, uri.User.Length));
        if (!substitution.TryApply(user, out var result))
            return ReturnCode.False;

        return ReturnCode.Of(UriRewriter.RewriteRequestUri(context, new UriChange { HasUser = true, User = Latin1.ToBytes(result) }));
    }

    [Function("subst", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Rewrites the headers and body: /regex/replacement/flags.")]
    public static ReturnCode Substitute(RoutingContext context, Substitution substitution) =>
        Substitute(context, substitution, AllAfterFirstLine(context));

    [Function("subst_body", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Rewrites the body: /regex/replacement/flags.")]
    public static ReturnCode SubstituteBody(RoutingContext context, Substitution substitution)
    {
        if (!substitution.TryApply(Latin1.ToText(context.Message.Span(context.Message.Body)), out var result))
            return ReturnCode.False;

        context.Edits.SetBody(Latin1.ToBytes(result));
        return ReturnCode.True;
    }

    [Function("subst_hf", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "Rewrites the values of a header: flags a all, f first, l last.")]
    public static ReturnCode SubstituteHeader(RoutingContext context, ScriptValue name, Substitution substitution, string flags)
    {
        using var bytes = new ValueBytes(context.Worker, name);
        var message = context.Message;
        var found = false;
        for (var i = message.Find(bytes.Span); i >= 0; i = message.Find(bytes.Span, i + 1))
        {
            if (flags.StartsWith('l') && message.Find(bytes.Span, i + 1) >= 0)
                continue;

            found |= Substitute(context, substitution, message.Header(i).Value).Value > 0;
            if (flags.StartsWith('f'))
                break;
        }

        return ReturnCode.Of(found);
    }

    [Transformation("re.subst", MinArguments = 1, MaxArguments = 16, Summary = "Rewrites text: /regex/replacement/flags.")]
    public static ScriptValue SubstituteValue(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments)
    {
        var expression = arguments[0].ToText();
        for (var i = 1; i < arguments.Length; i++)
            expression = $"{expression},{arguments[i].ToText()}";

        if (!value.IsDefined || !Substitution.TryParse(expression, out var substitution, out _))
            return ScriptValue.Undefined;

        return substitution.TryApply(value.ToText(), out var result) ? ScriptValue.Of(result) : value;
    }

    private static ReturnCode Substitute(RoutingContext context, Substitution substitution, TextRange place)
    {
        if (!substitution.TryApply(Latin1.ToText(context.Message.Span(place)), out var result))
            return ReturnCode.False;

        context.Edits.Replace(place, Latin1.ToBytes(result));
        return ReturnCode.True;
    }

    private static TextRange AllAfterFirstLine(RoutingContext context) =>
        new(context.Message.HeadersStart, context.Message.Length - context.Message.HeadersStart);

    private static TextRange Headers(RoutingContext context) =>
        new(context.Message.HeadersStart, context.Message.HeadersEnd - context.Message.HeadersStart);

    private static ReturnCode ReplaceText(RoutingContext context, TextRange place, in ScriptValue match, in ScriptValue text, string mode)
    {
        using var wanted = new ValueBytes(context.Worker, match);
        using var bytes = new ValueBytes(context.Worker, text);
        if (wanted.Span.IsEmpty)
            return ReturnCode.False;

        var found = false;
        for (var position = place.Start; position < place.End;)
        {
            var next = context.Message.Bytes[position..place.End].IndexOf(wanted.Span);
            if (next < 0)
                break;

            context.Edits.Replace(new TextRange(position + next, wanted.Span.Length), bytes.Span);
            position += next + wanted.Span.Length;
            found = true;
            if (mode.StartsWith('f'))
                break;
        }

        return ReturnCode.Of(found);
    }

    private static ReturnCode Edit(
        RoutingContext context, TextRange place, ScriptRegex regex, in ScriptValue text, int limit, Action<(RoutingContext, ScriptValue), TextRange> edit) =>
        ReturnCode.Of(RegexMatches.ForEach(regex.Regex, context.Message.Span(place), place.Start, limit, edit, (context, text)) > 0);
}
