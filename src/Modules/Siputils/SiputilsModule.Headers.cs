using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Sl.Api;

namespace Signalbox.Modules.Siputils;

/// <content>Tests of headers, and the answer to OPTIONS.</content>
internal sealed partial class SiputilsModule
{
    private IReplySender? _replies;

    [Parameter("options_accept", Default = "*/*", Summary = "Accept of the answer to OPTIONS; empty = none.")]
    public string OptionsAccept { get; set; } = "*/*";

    [Parameter("options_accept_encoding", Summary = "Accept-Encoding of the answer to OPTIONS.")]
    public string OptionsAcceptEncoding { get; set; } = string.Empty;

    [Parameter("options_accept_language", Default = "en", Summary = "Accept-Language of the answer to OPTIONS; empty = none.")]
    public string OptionsAcceptLanguage { get; set; } = "en";

    [Parameter("options_support", Summary = "Supported of the answer to OPTIONS.")]
    public string OptionsSupported { get; set; } = string.Empty;

    /// <inheritdoc />
    public void Validate(ModuleValidation validation) => _replies = validation.Find<IReplySender>();

    /// <summary>-1 for another request, a request URI with a user, and without sl.</summary>
    [Function("options_reply", Answers = true, Routes = RouteKinds.Request, Summary = "Answers an OPTIONS to this server with 200 and what it accepts (RFC 3261 §11.2); needs sl.")]
    public ReturnCode ReplyOptions(RoutingContext context)
    {
        if (_replies is null
            || context.Message.Method != SipMethod.Options
            || !SipUriParser.TryParse(context.RequestUri, out var uri)
            || uri.HasUser)
            return ReturnCode.False;

        // The peer writes the headers without text, too.
        HeaderEdits.AppendToReply(context, ScriptValue.Of(
            $"Accept: {OptionsAccept}\r\nAccept-Encoding: {OptionsAcceptEncoding}\r\nAccept-Language: {OptionsAcceptLanguage}\r\nSupported: {OptionsSupported}\r\n"));
        return ReturnCode.Of(_replies.Reply(context, 200, "OK"u8));
    }

    /// <summary>-2 when they differ.</summary>
    [Function("cmp_hdr_name", Routes = RouteKinds.Any, Summary = "True when two names are of the same header; compact forms count.")]
    public static ReturnCode CompareNames(RoutingContext context, ScriptValue left, ScriptValue right)
    {
        using var one = new ValueBytes(context.Worker, left);
        using var two = new ValueBytes(context.Worker, right);
        return HeaderNames.Same(one.Span, two.Span) ? ReturnCode.True : -2;
    }

    /// <summary>-1 without a Date that can be read; -4 for one that is older.</summary>
    [Function("hdr_date_check", Routes = RouteKinds.Any, Summary = "True when Date is at most that many seconds ago, or to come.")]
    public ReturnCode CheckDate(RoutingContext context, int seconds)
    {
        var index = context.Message.Find("Date"u8);
        if (index < 0 || !DateTimeOffset.TryParseExact(
            Latin1.ToText(context.Message.Span(context.Message.Header(index).Value)), "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return ReturnCode.False;

        return clock.GetUtcNow() > date.AddSeconds(seconds) ? -4 : 1;
    }
}
