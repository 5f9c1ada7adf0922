using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Sdpops;

/// <summary>Questions about a session description.</summary>
/// <param name="log">Gets what sdp_print() shows.</param>
[Module("sdpops", Summary = "Reads and changes session descriptions: media, codecs, lines.")]
internal sealed partial class SdpopsModule(IScriptLog log) : IModule
{
    private delegate bool MediaTest(in SdpMedia media, ReadOnlySpan<byte> wanted);

    [Function("sdp_content", Kemi = "sdp_content/0,sdp_content_flags/1", Routes = RouteKinds.Any, Summary = "True when there is a session description; with 1 the body is not read, only its type.")]
    public static ReturnCode HasContent(RoutingContext context, int sloppy = 0) => ReturnCode.Of(
        sloppy != 0 ? SdpBody.IsAnnounced(context.Message) : SdpBody.Find(context.Message, out _) == SdpOutcome.Found);

    [Function("sdp_with_media", Routes = RouteKinds.Any, Summary = "True when there is media of a type: audio, video …")]
    public static ReturnCode HasMedia(RoutingContext context, ScriptValue type) =>
        Any(context, type, static (in SdpMedia media, ReadOnlySpan<byte> wanted) => Latin1.EqualsIgnoreCase(media.Type, wanted));

    [Function("sdp_with_active_media", Routes = RouteKinds.Any, Summary = "True when media of a type has a port other than 0 and is not inactive.")]
    public static ReturnCode HasActiveMedia(RoutingContext context, ScriptValue type) =>
        Any(context, type, static (in SdpMedia media, ReadOnlySpan<byte> wanted) => Latin1.EqualsIgnoreCase(media.Type, wanted) && media.IsActive);

    [Function("sdp_with_transport", Routes = RouteKinds.Any, Summary = "True when media has that transport: RTP/AVP …")]
    public static ReturnCode HasTransport(RoutingContext context, ScriptValue transport) =>
        Any(context, transport, static (in SdpMedia media, ReadOnlySpan<byte> wanted) => Latin1.EqualsIgnoreCase(media.Transport, wanted));

    [Function("sdp_with_transport_like", Routes = RouteKinds.Any, Summary = "True when media has a transport with that text in it; case counts.")]
    public static ReturnCode HasTransportLike(RoutingContext context, ScriptValue text) =>
        Any(context, text, static (in SdpMedia media, ReadOnlySpan<byte> wanted) => media.Transport.IndexOf(wanted) >= 0);

    [Function("sdp_with_codecs_by_id", Routes = RouteKinds.Any, Summary = "True when media offers one of the codecs, by number: 0,8.")]
    public static ReturnCode HasCodecsById(RoutingContext context, ScriptValue list) =>
        Any(context, list, static (in SdpMedia media, ReadOnlySpan<byte> wanted) => Offers(media, new FormatList(wanted, byName: false)));

    [Function("sdp_with_codecs_by_name", Routes = RouteKinds.Any, Summary = "True when media offers one of the codecs, by name: PCMU,PCMA.")]
    public static ReturnCode HasCodecsByName(RoutingContext context, ScriptValue list) =>
        Any(context, list, static (in SdpMedia media, ReadOnlySpan<byte> wanted) => Offers(media, new FormatList(wanted, byName: true)));

    [Function("sdp_with_ice", Routes = RouteKinds.Any, Summary = "True when a line offers an ICE candidate.")]
    public static ReturnCode HasIce(RoutingContext context) =>
        ReturnCode.Of(SdpBody.Find(context.Message, out var body) == SdpOutcome.Found && TryFindLine(context, body, "a=candidate:"u8, out _));

    [Function("sdp_get", Routes = RouteKinds.Any, Summary = "Writes the session description to a variable; -2 without a body, -1 when it is something else.")]
    public static ReturnCode Get(RoutingContext context, VariableReference target)
    {
        var outcome = SdpBody.Find(context.Message, out var body);
        return outcome == SdpOutcome.Found ? ReturnCode.Of(target.Write(context, context.Message.Value(body))) : (int)outcome;
    }

    [Function("sdp_get_line_startswith", Routes = RouteKinds.Any, Summary = "Writes the first line that starts with a text to a variable; -2 without a body.")]
    public static ReturnCode GetLine(RoutingContext context, VariableReference target, ScriptValue prefix)
    {
        var outcome = SdpBody.Find(context.Message, out var body);
        if (outcome != SdpOutcome.Found)
            return (int)outcome;

        using var bytes = new ValueBytes(context.Worker, prefix);
        return ReturnCode.Of(!bytes.Span.IsEmpty && TryFindLine(context, body, bytes.Span, out var line) && target.Write(context, context.Message.Value(line)));
    }

    [Function("sdp_transport", Routes = RouteKinds.Any, Summary = "Writes the transport that all media have to a variable; -2 when they differ.")]
    public static ReturnCode GetTransport(RoutingContext context, VariableReference target)
    {
        const int differ = -2;
        if (SdpBody.Find(context.Message, out var body) != SdpOutcome.Found)
            return ReturnCode.False;

        ReadOnlySpan<byte> common = default;
        var media = new SdpMediaReader(context.Message.Bytes, body);
        while (media.Next(out var one))
        {
            if (!common.IsEmpty && !Latin1.EqualsIgnoreCase(common, one.Transport))
                return differ;

            common = one.Transport;
        }

        return common.IsEmpty ? differ : ReturnCode.Of(target.Write(context, ScriptValue.Of(Latin1.ToText(common))));
    }

    [Function("sdp_get_address_family", Routes = RouteKinds.Any, Summary = "4 or 6 by the first c= line, -1 when there is none.")]
    public static ReturnCode GetAddressFamily(RoutingContext context)
    {
        if (SdpBody.Find(context.Message, out var body) != SdpOutcome.Found || !TryFindLine(context, body, "c="u8, out var line))
            return ReturnCode.False;

        var text = context.Message.Span(line);
        return text.StartsWith("c=IN IP4 "u8) ? 4 : text.StartsWith("c=IN IP6 "u8) ? 6 : -1;
    }

    [Function("sdp_print", Routes = RouteKinds.Any, Summary = "Logs the media of the session description at a level, -5 to 3.")]
    public ReturnCode Print(RoutingContext context, int level)
    {
        if (SdpBody.Find(context.Message, out var body) == SdpOutcome.OtherBody)
            return ReturnCode.False;

        if (!log.IsEnabled(level))
            return ReturnCode.True;

        var media = new SdpMediaReader(context.Message.Bytes, body);
        var number = 0;
        while (media.Next(out var one))
        {
            log.Write(level, Latin1.ToBytes(
                $"sdp stream {number++}: {Latin1.ToText(one.Type)} port {Latin1.ToText(one.Port)} transport {Latin1.ToText(one.Transport)} formats{Latin1.ToText(one.FormatsText)}"));
        }

        return ReturnCode.True;
    }

    private static ReturnCode Any(RoutingContext context, in ScriptValue wanted, MediaTest test)
    {
        if (SdpBody.Find(context.Message, out var body) != SdpOutcome.Found)
            return ReturnCode.False;

        using var bytes = new ValueBytes(context.Worker, wanted);
        var media = new SdpMediaReader(context.Message.Bytes, body);
        while (!bytes.Span.IsEmpty && media.Next(out var one))
        {
            if (test(one, bytes.Span))
                return ReturnCode.True;
        }

        return ReturnCode.False;
    }

    private static bool Offers(in SdpMedia media, FormatList list)
    {
        var formats = new FormatReader(media);
        while (formats.Next(out var format, out _))
        {
            if (list.Contains(media, format))
                return true;
        }

        return false;
    }

    private static bool TryFindLine(RoutingContext context, TextRange body, ReadOnlySpan<byte> prefix, out TextRange line)
    {
        var lines = new SdpLines(context.Message.Bytes, body);
        while (lines.Next())
        {
            line = lines.Text;
            if (lines.Span.StartsWith(prefix))
                return true;
        }

        line = default;
        return false;
    }
}
