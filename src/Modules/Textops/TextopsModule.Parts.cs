using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Textops;

/// <content>Bodies of several parts.</content>
internal sealed partial class TextopsModule
{
    private const RouteKinds PartRoutes = RouteKinds.Request | RouteKinds.Failure | RouteKinds.Branch;
    private const RouteKinds ReadPartRoutes = PartRoutes | RouteKinds.OnReply;

    private static ReadOnlySpan<byte> DefaultBoundary => "unique-boundary-1"u8;

    /// <summary>Without a text the body that is there becomes the part, with its type; -1 when there is none. The one argument of the short form is the boundary.</summary>
    [Function("set_body_multipart", Kemi = "set_body_multipart_mode/0,set_body_multipart_boundary/1,set_body_multipart_content/2,set_body_multipart/3", Routes = PartRoutes, Summary = "Makes the body a multipart with one part: the text of that type, else the body as it is; set_body_multipart(boundary) sets the boundary only.")]
    public static ReturnCode SetMultipart(RoutingContext context, ScriptValue text = default, ScriptValue type = default, ScriptValue boundary = default)
    {
        using var content = new ValueBytes(context.Worker, text);
        using var contentType = new ValueBytes(context.Worker, type);
        using var mark = new ValueBytes(context.Worker, type.IsDefined ? boundary : text);
        var name = mark.Span.IsEmpty ? DefaultBoundary : mark.Span;
        if (type.IsDefined)
            return SetMultipart(context, content.Span, contentType.Span, name);

        var index = context.Message.Find(HeaderName.ContentType);
        return index < 0 || context.Message.Body.IsEmpty
            ? ReturnCode.False
            : SetMultipart(context, MultipartEdit.Body(context), context.Message.Span(context.Message.Header(index).Value), name);
    }

    /// <summary>-1 when the body is no multipart.</summary>
    [Function("append_body_part", Kemi = "append_body_part/2,append_body_part_cd/3", Routes = PartRoutes, Summary = "Adds a part, with its type and disposition, to a multipart body.")]
    public static ReturnCode AppendPart(RoutingContext context, ScriptValue text, ScriptValue type, ScriptValue disposition = default)
    {
        using var content = new ValueBytes(context.Worker, text);
        return AppendPart(context, content.Span, type, disposition);
    }

    /// <summary>-1 when the body is no multipart, or the text is not hexadecimal.</summary>
    [Function("append_body_part_hex", Kemi = "append_body_part_hex/2,append_body_part_hex_cd/3", Routes = PartRoutes, Summary = "As append_body_part; the content is given as hexadecimal digits, blanks between them allowed.")]
    public static ReturnCode AppendHexPart(RoutingContext context, ScriptValue digits, ScriptValue type, ScriptValue disposition = default)
    {
        using var text = new ValueBytes(context.Worker, digits);
        var content = context.Worker.RentWriter();
        var result = HexText.TryDecode(text.Span, content) ? AppendPart(context, content.Written, type, disposition) : ReturnCode.False;
        context.Worker.Return(content);
        return result;
    }

    /// <summary>-1 when the body is no multipart or has no such part.</summary>
    [Function("remove_body_part", Routes = PartRoutes, Summary = "Takes the first part of a type out of a multipart body.")]
    public static ReturnCode RemovePart(RoutingContext context, ScriptValue type)
    {
        if (!MultipartEdit.TryGet(context, out var body, out var boundary))
            return ReturnCode.False;

        using var wanted = new ValueBytes(context.Worker, type);
        var found = false;
        var output = context.Worker.RentWriter();
        var parts = new MultipartReader(body, boundary);
        while (parts.Next())
        {
            if (!found && parts.IsType(wanted.Span))
                found = true;
            else
                MultipartEdit.WritePart(body.Slice(parts.Part.Start, parts.Part.Length), boundary, output);
        }

        MultipartEdit.WriteEnd(boundary, output);
        if (found)
            context.Edits.SetBody(output.Written);

        context.Worker.Return(output);
        return ReturnCode.Of(found);
    }

    /// <summary>-1 when the body is no multipart or has no such part.</summary>
    [Function("filter_body", ConstantArguments = true, Routes = RouteKinds.Any, Summary = "The content of the first part of a type becomes the body; Content-Type stays as it was.")]
    public static ReturnCode FilterBody(RoutingContext context, ScriptValue type)
    {
        using var wanted = new ValueBytes(context.Worker, type);
        if (!TryFindPart(context, wanted.Span, out var part) || part.Content.IsEmpty)
            return ReturnCode.False;

        context.Edits.SetBody(context.Message.Span(context.Message.Body).Slice(part.Content.Start, part.Content.Length));
        return ReturnCode.True;
    }

    /// <summary>As in the peer, the empty line and the line break of the boundary are in it; the whole body when it has the type itself. -1 when there is none.</summary>
    [Function("get_body_part", Routes = ReadPartRoutes, Summary = "Puts what stands behind the Content-Type line of the first part of a type into a variable.")]
    public static ReturnCode GetPart(RoutingContext context, ScriptValue type, [Assigned] VariableReference target)
    {
        using var wanted = new ValueBytes(context.Worker, type);
        if (TryFindPart(context, wanted.Span, out var part))
            return Put(context, target, part.BehindType, part.Part.End);

        return ReturnCode.Of(IsType(context, wanted.Span) && target.Write(context, context.Message.Value(context.Message.Body)));
    }

    /// <summary>-1 when the body is no multipart or has no such part.</summary>
    [Function("get_body_part_raw", Routes = ReadPartRoutes, Summary = "Puts the first part of a type into a variable, from its Content-Type line to the end of the next boundary line.")]
    public static ReturnCode GetRawPart(RoutingContext context, ScriptValue type, [Assigned] VariableReference target)
    {
        using var wanted = new ValueBytes(context.Worker, type);
        return TryFindPart(context, wanted.Span, out var part) ? Put(context, target, part.TypeLine, part.BehindBoundary) : ReturnCode.False;
    }

    /// <summary>2 by a=sendonly or a=inactive, of the session or of an audio stream; 1 by the address 0.0.0.0; -1 not on hold, or no audio.</summary>
    [Function("is_audio_on_hold", Routes = RouteKinds.Any, Summary = "True when the session description puts an audio stream on hold: 2 by its direction, 1 by the address 0.0.0.0.")]
    public static ReturnCode IsAudioOnHold(RoutingContext context) =>
        SdpBody.Find(context.Message, out var body) == SdpOutcome.Found ? AudioHold.Find(context.Message.Bytes, body) : ReturnCode.False;

    private static bool IsType(RoutingContext context, ReadOnlySpan<byte> wanted) =>
        MultipartReader.TryGetType(context.Message, out var type, out _) && Latin1.EqualsIgnoreCase(type, wanted);

    private static bool TryFindPart(RoutingContext context, ReadOnlySpan<byte> type, out MultipartReader part)
    {
        part = default;
        if (!MultipartReader.TryGetBoundary(context.Message, out var boundary))
            return false;

        part = new MultipartReader(context.Message.Span(context.Message.Body), boundary);
        while (part.Next())
        {
            if (part.IsType(type))
                return true;
        }

        return false;
    }

    private static ReturnCode Put(RoutingContext context, VariableReference target, int start, int end) =>
        ReturnCode.Of(target.Write(context, context.Message.Value(context.Message.Body.Slice(start, end - start))));

    private static ReturnCode AppendPart(RoutingContext context, ReadOnlySpan<byte> content, in ScriptValue type, in ScriptValue disposition)
    {
        if (!MultipartEdit.TryGet(context, out var body, out var boundary))
            return ReturnCode.False;

        using var contentType = new ValueBytes(context.Worker, type);
        using var use = new ValueBytes(context.Worker, disposition);
        var output = context.Worker.RentWriter();
        var parts = new MultipartReader(body, boundary);
        while (parts.Next())
            MultipartEdit.WritePart(body.Slice(parts.Part.Start, parts.Part.Length), boundary, output);

        MultipartEdit.WritePart(content, contentType.Span, use.Span, boundary, output);
        MultipartEdit.WriteEnd(boundary, output);
        context.Edits.SetBody(output.Written);
        context.Worker.Return(output);
        return ReturnCode.True;
    }

    private static ReturnCode SetMultipart(RoutingContext context, ReadOnlySpan<byte> content, ReadOnlySpan<byte> type, ReadOnlySpan<byte> boundary)
    {
        var output = context.Worker.RentWriter();
        MultipartEdit.WritePart(content, type, default, boundary, output);
        MultipartEdit.WriteEnd(boundary, output);
        context.Edits.SetBody(output.Written);
        output.Clear();
        output.Write("Content-Type: multipart/mixed;boundary=\""u8);
        output.Write(boundary);
        output.Write("\"\r\n"u8);
        MultipartEdit.SetType(context, output.Written);
        if (context.Message.Find("Mime-Version"u8) < 0)
            context.Edits.AppendHeader("Mime-Version: 1.0\r\n"u8);

        context.Worker.Return(output);
        return ReturnCode.True;
    }
}
