using Signalbox.Engine.Buffers;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Debugger;

/// <summary>Logs a message with the changes that the script has made so far, and those changes by themselves.</summary>
internal sealed class MessageDump(IScriptLog log)
{
    /// <summary>Writes one entry of several lines.</summary>
    public void Write(RoutingContext context, int level, LogLabel label)
    {
        if (!log.IsEnabled(level))
            return;

        var changed = context.Worker.RentWriter();
        var text = context.Worker.RentWriter();
        MessageWriter.WriteEdited(context.Message, context.NewRequestUri.Span, context.Edits, changed);
        text.Write("CONFIG LINE "u8);
        text.Write((long)(context.Position?.Line ?? 0));
        text.Write("\n------------------------- START OF SIP message debug --------------------------\n"u8);
        text.Write(changed.Written);
        text.Write("------------------------------ SIP header diffs -------------------------------\n"u8);
        var before = Split(context.Message.Bytes[context.Message.FirstLine.Start..], out var bodyBefore);
        var after = Split(changed.Written, out var bodyAfter);
        WriteLines(text, before, after, "- "u8);
        WriteLines(text, after, before, ""u8);
        text.Write("------------------------------- SIP body diffs --------------------------------\n"u8);
        if (!bodyBefore.SequenceEqual(bodyAfter))
            text.Write(bodyAfter);

        text.Write("-------------------------- END OF SIP message debug ---------------------------\n"u8);
        log.Write(level, label, "<debugger>: "u8, text.Written);
        context.Worker.Return(text);
        context.Worker.Return(changed);
    }

    /// <summary>Lines of the header part; the first line is not a header.</summary>
    private static ReadOnlySpan<byte> Split(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> body)
    {
        var end = message.IndexOf("\r\n\r\n"u8);
        body = end < 0 ? [] : message[(end + 4)..];
        var head = end < 0 ? message : message[..(end + 2)];
        return head[(head.IndexOf((byte)'\n') + 1)..];
    }

    // Lines of one that the other does not have.
    private static void WriteLines(ByteWriter text, ReadOnlySpan<byte> of, ReadOnlySpan<byte> other, ReadOnlySpan<byte> mark)
    {
        foreach (var range in of.Split("\r\n"u8))
        {
            var line = of[range];
            if (line.IsEmpty || HasLine(other, line))
                continue;

            text.Write(mark);
            text.Write(line);
            text.Write("\r\n"u8);
        }
    }

    private static bool HasLine(ReadOnlySpan<byte> lines, ReadOnlySpan<byte> wanted)
    {
        foreach (var range in lines.Split("\r\n"u8))
        {
            if (lines[range].SequenceEqual(wanted))
                return true;
        }

        return false;
    }
}
