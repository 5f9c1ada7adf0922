using Signalbox.Engine.Buffers;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Xhttp.Api;

/// <summary>Answers to HTTP requests.</summary>
internal static class HttpReply
{
    private static readonly ItemSlot<object> Answered = new();
    private static readonly object IsAnswered = new();

    /// <summary>True for an HTTP request that was not answered yet.</summary>
    public static bool IsOpen(RoutingContext context) => IsHttp(context) && context.Items.Get(Answered) is null;

    /// <summary>True for an HTTP request.</summary>
    public static bool IsHttp(RoutingContext context) => context.Message.Span(context.Message.Version).StartsWith("HTTP/"u8);

    /// <summary>Notes that the answer went out; there is one only.</summary>
    public static void MarkAnswered(RoutingContext context) => context.Items.Set(Answered, IsAnswered);

    /// <summary>Writes a whole answer, with the headers of append_to_reply.</summary>
    public static void Write(RoutingContext context, in HttpAnswer answer, ByteWriter output)
    {
        output.Write(context.Message.Span(context.Message.Version));
        output.Write((byte)' ');
        output.Write((long)answer.Code);
        output.Write((byte)' ');
        output.Write(answer.Reason);
        output.Write("\r\nSia: "u8);
        HttpText.WriteSource(context.Received, output);
        output.Write("\r\n"u8);
        output.Write(context.ReplyHeaders.Span);
        output.Write(answer.Headers);
        output.Write(answer.ServerLine);
        output.Write("Content-Length: "u8);
        output.Write((long)answer.Body.Length);
        output.Write("\r\n\r\n"u8);
        output.Write(answer.Body);
    }
}
