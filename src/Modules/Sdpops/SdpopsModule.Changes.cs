using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Sdpops;

/// <summary>Changes. They are queued like all changes of a message: seen after msg_apply_changes() or by the next hop, and added up until then.</summary>
internal sealed partial class SdpopsModule
{
    [Function("sdp_remove_codecs_by_id", Kemi = "remove_codecs_by_id/2", Routes = RouteKinds.Any, Summary = "Removes codecs by number, with their lines; of one type of media when it is given.")]
    public static ReturnCode RemoveCodecsById(RoutingContext context, ScriptValue list, ScriptValue media = default) => Filter(context, list, media, byName: false, keeps: false);

    [Function("sdp_remove_codecs_by_name", Kemi = "remove_codecs_by_name/2", Routes = RouteKinds.Any, Summary = "Removes codecs by name, with their lines; -1 when no name is known.")]
    public static ReturnCode RemoveCodecsByName(RoutingContext context, ScriptValue list, ScriptValue media = default) => Filter(context, list, media, byName: true, keeps: false);

    [Function("sdp_keep_codecs_by_id", Kemi = "keep_codecs_by_id/2", Routes = RouteKinds.Any, Summary = "Removes all codecs but those, by number.")]
    public static ReturnCode KeepCodecsById(RoutingContext context, ScriptValue list, ScriptValue media = default) => Filter(context, list, media, byName: false, keeps: true);

    [Function("sdp_keep_codecs_by_name", Kemi = "keep_codecs_by_name/2", Routes = RouteKinds.Any, Summary = "Removes all codecs but those, by name; -1 when no name is known.")]
    public static ReturnCode KeepCodecsByName(RoutingContext context, ScriptValue list, ScriptValue media = default) => Filter(context, list, media, byName: true, keeps: true);

    [Function("sdp_remove_line_by_prefix", Kemi = "remove_line_by_prefix/2", Routes = RouteKinds.Any, Summary = "Removes the lines that start with a text; those of one type of media when it is given.")]
    public static ReturnCode RemoveLines(RoutingContext context, ScriptValue prefix, ScriptValue media = default)
    {
        if (SdpBody.Find(context.Message, out var body) != SdpOutcome.Found)
            return ReturnCode.False;

        using var start = new ValueBytes(context.Worker, prefix);
        if (start.Span.IsEmpty)
            return ReturnCode.True;

        if (media.TextLength == 0)
        {
            RemoveLines(context, body, start.Span);
            return ReturnCode.True;
        }

        using var type = new ValueBytes(context.Worker, media);
        var reader = new SdpMediaReader(context.Message.Bytes, body);
        while (reader.Next(out var one))
        {
            if (one.IsType(type.Span))
                RemoveLines(context, one.Section, start.Span);
        }

        return ReturnCode.True;
    }

    [Function("sdp_remove_media", Kemi = "remove_media", Routes = RouteKinds.Any, Summary = "Removes media of a type with all its lines; -1 when there is none.")]
    public static ReturnCode RemoveMedia(RoutingContext context, ScriptValue type) =>
        RemoveSections(context, type, static (in SdpMedia media, ReadOnlySpan<byte> wanted) => Latin1.EqualsIgnoreCase(media.Type, wanted));

    [Function("sdp_remove_transport", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "Removes media of a transport with all its lines; -1 when there is none.")]
    public static ReturnCode RemoveTransport(RoutingContext context, ScriptValue transport) =>
        RemoveSections(context, transport, static (in SdpMedia media, ReadOnlySpan<byte> wanted) => Latin1.EqualsIgnoreCase(media.Transport, wanted));

    private static ReturnCode Filter(RoutingContext context, in ScriptValue list, in ScriptValue media, bool byName, bool keeps)
    {
        if (SdpBody.Find(context.Message, out var body) != SdpOutcome.Found)
            return ReturnCode.False;

        using var names = new ValueBytes(context.Worker, list);
        using var type = new ValueBytes(context.Worker, media);
        var formats = new FormatList(names.Span, byName);
        var reader = new SdpMediaReader(context.Message.Bytes, body);
        if (byName && !formats.HasKnownName(reader))
            return ReturnCode.False;

        while (reader.Next(out var one))
        {
            if (one.IsType(type.Span))
                Filter(context, one, formats, keeps);
        }

        return ReturnCode.True;
    }

    private static void Filter(RoutingContext context, in SdpMedia media, FormatList list, bool keeps)
    {
        var formats = new FormatReader(media);
        while (formats.Next(out var format, out var place))
        {
            if (list.Contains(media, format) != keeps)
                context.Edits.Remove(place);
        }

        var lines = new SdpLines(context.Message.Bytes, media.Section);
        while (lines.Next())
        {
            var format = SdpAttribute.FormatOf(lines.Span);
            if (!format.IsEmpty && !format.SequenceEqual("*"u8) && list.Contains(media, format) != keeps)
                context.Edits.Remove(lines.Line);
        }
    }

    private static void RemoveLines(RoutingContext context, TextRange range, ReadOnlySpan<byte> prefix)
    {
        var lines = new SdpLines(context.Message.Bytes, range);
        while (lines.Next())
        {
            if (lines.Span.StartsWith(prefix))
                context.Edits.Remove(lines.Line);
        }
    }

    private static ReturnCode RemoveSections(RoutingContext context, in ScriptValue wanted, MediaTest test)
    {
        if (SdpBody.Find(context.Message, out var body) != SdpOutcome.Found)
            return ReturnCode.False;

        using var bytes = new ValueBytes(context.Worker, wanted);
        var reader = new SdpMediaReader(context.Message.Bytes, body);
        var removed = false;
        while (reader.Next(out var media))
        {
            if (!test(media, bytes.Span))
                continue;

            context.Edits.Remove(media.Section);
            removed = true;
        }

        return ReturnCode.Of(removed);
    }
}
