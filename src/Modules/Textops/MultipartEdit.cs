using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Textops;

/// <summary>Writes multipart bodies (RFC 2046 §5.1): each part behind its boundary line, the closing boundary last.</summary>
internal static class MultipartEdit
{
    /// <summary>The body as the changes so far have left it, and its boundary; false when it is no multipart.</summary>
    public static bool TryGet(RoutingContext context, out ReadOnlySpan<byte> body, out ReadOnlySpan<byte> boundary)
    {
        body = Body(context);
        return MultipartReader.TryGetBoundary(context.Message, out boundary);
    }

    /// <summary>The body as the changes so far have left it.</summary>
    public static ReadOnlySpan<byte> Body(RoutingContext context) =>
        context.Edits.TryGetBody(out var body) ? body : context.Message.Span(context.Message.Body);

    /// <summary>A boundary line and a part that stands somewhere.</summary>
    public static void WritePart(ReadOnlySpan<byte> part, ReadOnlySpan<byte> boundary, ByteWriter output)
    {
        WriteBoundary(boundary, output);
        output.Write(part);
        if (!part.EndsWith("\n"u8))
            output.Write("\r\n"u8);
    }

    /// <summary>A boundary line and a new part.</summary>
    /// <param name="content">Its content.</param>
    /// <param name="type">Its Content-Type.</param>
    /// <param name="disposition">Its Content-Disposition; empty = none.</param>
    /// <param name="boundary">The boundary.</param>
    /// <param name="output">Gets it.</param>
    public static void WritePart(
        ReadOnlySpan<byte> content, ReadOnlySpan<byte> type, ReadOnlySpan<byte> disposition, ReadOnlySpan<byte> boundary, ByteWriter output)
    {
        WriteBoundary(boundary, output);
        output.Write("Content-Type: "u8);
        output.Write(type);
        output.Write("\r\n"u8);
        if (!disposition.IsEmpty)
        {
            output.Write("Content-Disposition: "u8);
            output.Write(disposition);
            output.Write("\r\n"u8);
        }

        output.Write("\r\n"u8);
        output.Write(content);
        output.Write("\r\n"u8);
    }

    /// <summary>The closing boundary.</summary>
    public static void WriteEnd(ReadOnlySpan<byte> boundary, ByteWriter output)
    {
        output.Write("--"u8);
        output.Write(boundary);
        output.Write("--\r\n"u8);
    }

    /// <summary>Gives the message that Content-Type, in place of the one it has.</summary>
    public static void SetType(RoutingContext context, ReadOnlySpan<byte> line)
    {
        var index = context.Message.Find(HeaderName.ContentType);
        if (index >= 0)
            context.Edits.ReplaceHeader(index, line);
        else
            context.Edits.AppendHeader(line);
    }

    private static void WriteBoundary(ReadOnlySpan<byte> boundary, ByteWriter output)
    {
        output.Write("--"u8);
        output.Write(boundary);
        output.Write("\r\n"u8);
    }
}
