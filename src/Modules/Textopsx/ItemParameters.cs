using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Textopsx;

/// <summary>Changes of <c>;name=value</c> behind an item, and of <c>name=value</c> behind the scheme of credentials and challenges.</summary>
internal static class ItemParameters
{
    /// <summary>Takes a parameter of an item out; false when it has none of the name.</summary>
    public static bool Remove(RoutingContext context, TextRange item, ReadOnlySpan<byte> name)
    {
        var reader = new SeparatedReader(context.Message.Bytes, item, (byte)';');
        return reader.Next() && Remove(context, reader, name);
    }

    /// <summary>Takes a field out; false when there is none of the name.</summary>
    public static bool RemoveField(RoutingContext context, TextRange value, ReadOnlySpan<byte> name) =>
        Remove(context, Fields(context.Message, value), name);

    /// <summary>Sets a parameter of an item; true.</summary>
    public static bool Assign(RoutingContext context, TextRange item, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        var reader = new SeparatedReader(context.Message.Bytes, item, (byte)';');
        reader.Next();
        Assign(context, reader, item.End, (byte)';', name, text);
        return true;
    }

    /// <summary>Sets a field.</summary>
    public static void AssignField(RoutingContext context, TextRange value, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text) =>
        Assign(context, Fields(context.Message, value), value.End, (byte)',', name, text);

    private static SeparatedReader Fields(SipMessage message, TextRange value)
    {
        var scheme = message.Span(value).IndexOfAny((byte)' ', (byte)'\t');
        var start = scheme < 0 ? value.Length : scheme + 1;
        return new SeparatedReader(message.Bytes, value.Slice(start, value.Length - start), (byte)',');
    }

    private static bool Remove(RoutingContext context, SeparatedReader reader, ReadOnlySpan<byte> name)
    {
        if (!TryFind(context.Message, ref reader, name, out _))
            return false;

        context.Edits.Remove(reader.Whole);
        return true;
    }

    private static void Assign(RoutingContext context, SeparatedReader reader, int end, byte separator, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        var output = context.Worker.RentWriter();
        var isThere = TryFind(context.Message, ref reader, name, out var written);
        if (!isThere)
        {
            output.Write(separator);
            output.Write(name);
        }
        else
        {
            output.Write(context.Message.Span(written));
        }

        if (!text.IsEmpty)
        {
            output.Write((byte)'=');
            output.Write(text);
        }

        if (isThere)
            context.Edits.Replace(reader.Item, output.Written);
        else
            context.Edits.InsertBefore(end, output.Written);

        context.Worker.Return(output);
    }

    private static bool TryFind(SipMessage message, ref SeparatedReader reader, ReadOnlySpan<byte> name, out TextRange written)
    {
        written = default;
        while (reader.Next())
        {
            var text = message.Span(reader.Item);
            var equals = text.IndexOf((byte)'=');
            var (start, end) = SipChars.Trim(text, 0, equals < 0 ? text.Length : equals);
            written = reader.Item.Slice(start, end - start);
            if (Latin1.EqualsIgnoreCase(message.Span(written), name))
                return true;
        }

        return false;
    }
}
