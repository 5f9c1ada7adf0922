using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>Header lines added to and taken out of a message, as textops and <c>KSR.hdr</c> offer it.</summary>
internal static class HeaderEdits
{
    /// <summary>Adds lines after the last header, or after the first header called <paramref name="anchor"/>.</summary>
    /// <returns>False when the text is no header line.</returns>
    public static bool Append(RoutingContext context, in ScriptValue text, in ScriptValue anchor = default)
    {
        var writer = context.Worker.RentWriter();
        var good = TryWriteLine(text, writer);
        if (good)
        {
            var index = anchor.IsDefined ? Find(context, anchor) : -1;
            if (index >= 0)
                context.Edits.InsertAfterHeader(index, writer.Written);
            else
                context.Edits.AppendHeader(writer.Written);
        }

        context.Worker.Return(writer);
        return good;
    }

    /// <summary>Adds lines before the first header, or before the first header called <paramref name="anchor"/>.</summary>
    /// <returns>False when the text is no header line.</returns>
    public static bool Insert(RoutingContext context, in ScriptValue text, in ScriptValue anchor = default)
    {
        var writer = context.Worker.RentWriter();
        var good = TryWriteLine(text, writer);
        if (good)
        {
            var index = anchor.IsDefined ? Find(context, anchor) : -1;
            if (index >= 0)
                context.Edits.InsertBefore(context.Message.Header(index).Line.Start, writer.Written);
            else
                context.Edits.InsertHeaderFirst(writer.Written);
        }

        context.Worker.Return(writer);
        return good;
    }

    /// <summary>Takes all headers of a name out; true when there was one.</summary>
    public static bool Remove(RoutingContext context, in ScriptValue name)
    {
        using var bytes = new ValueBytes(context.Worker, name);
        var found = false;
        for (var i = context.Message.Find(bytes.Span); i >= 0; i = context.Message.Find(bytes.Span, i + 1))
        {
            context.Edits.RemoveHeader(i);
            found = true;
        }

        return found;
    }

    /// <summary>Index of the first header of a name at or after <paramref name="from"/>, -1 when there is none.</summary>
    public static int Find(RoutingContext context, in ScriptValue name, int from = 0)
    {
        using var bytes = new ValueBytes(context.Worker, name);
        return context.Message.Find(bytes.Span, from);
    }

    /// <summary>Adds lines to the replies that this server makes to the request.</summary>
    /// <returns>False when the text is no header line.</returns>
    public static bool AppendToReply(RoutingContext context, in ScriptValue text)
    {
        var writer = context.Worker.RentWriter();
        writer.Write(context.ReplyHeaders.Span);
        var good = TryWriteLine(text, writer);
        if (good)
            context.ReplyHeaders.Set(writer.Written);

        context.Worker.Return(writer);
        return good;
    }

    /// <summary>The value of the header at an index counted per name, negative from the end; undefined when there is none.</summary>
    public static ScriptValue Value(RoutingContext context, ReadOnlySpan<byte> name, int index)
    {
        var message = context.Message;
        if (index < 0)
            index += Count(message, name);

        if (index < 0)
            return ScriptValue.Undefined;

        for (var i = message.Find(name); i >= 0; i = message.Find(name, i + 1))
        {
            if (index-- == 0)
                return message.Value(message.Header(i).Value);
        }

        return ScriptValue.Undefined;
    }

    /// <summary>Number of headers of a name.</summary>
    public static int Count(SipMessage message, ReadOnlySpan<byte> name)
    {
        var count = 0;
        for (var i = message.Find(name); i >= 0; i = message.Find(name, i + 1))
            count++;

        return count;
    }

    /// <summary>Writes header lines; a missing line end is added, so that the next header stays one.</summary>
    private static bool TryWriteLine(in ScriptValue text, ByteWriter writer)
    {
        var start = writer.Length;
        text.WriteTo(writer);
        var line = writer.Written[start..];
        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
            return false;

        var (from, to) = SipChars.Trim(line, 0, colon);
        var good = SipChars.IsHeaderName(line[from..to]);
        if (line[^1] != (byte)'\n')
            writer.Write("\r\n"u8);

        return good && !writer.Overflowed;
    }
}
