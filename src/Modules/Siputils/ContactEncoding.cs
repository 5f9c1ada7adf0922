using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;

namespace Signalbox.Modules.Siputils;

/// <summary>A contact's address inside the user of another: <c>sip:prefix*user*password*host*port*transport@public</c>.</summary>
internal static class ContactEncoding
{
    private const int Fields = 6;

    /// <summary>Writes it; false when the URI cannot be read or one of its parts has the separator in it.</summary>
    public static bool TryEncode(ReadOnlySpan<byte> uri, ReadOnlySpan<byte> prefix, byte separator, ReadOnlySpan<byte> host, ByteWriter output)
    {
        if (!SipUriParser.TryParse(uri, out var parts) || parts.Host.IsEmpty)
            return false;

        output.Write(Of(uri, parts.SchemeText));
        output.Write((byte)':');
        output.Write(prefix);
        var good = TryAdd(Of(uri, parts.User), separator, output)
            && TryAdd(Of(uri, parts.Password), separator, output)
            && TryAdd(Of(uri, parts.Host), separator, output)
            && TryAdd(Of(uri, parts.PortText), separator, output)
            && TryAdd(Of(uri, parts.Transport), separator, output);
        output.Write((byte)'@');
        output.Write(host);
        return good;
    }

    /// <summary>Writes the address that was encoded; false when the user has not the six fields.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> uri, byte separator, ByteWriter output)
    {
        Span<TextRange> fields = stackalloc TextRange[Fields];
        if (!SipUriParser.TryParse(uri, out var parts) || !TrySplit(Of(uri, parts.User), separator, fields))
            return false;

        var text = Of(uri, parts.User);
        output.Write(Of(uri, parts.SchemeText));
        output.Write((byte)':');
        if (!fields[1].IsEmpty)
        {
            output.Write(Of(text, fields[1]));
            Add(":"u8, Of(text, fields[2]), output);
            output.Write((byte)'@');
        }

        output.Write(Of(text, fields[3]));
        Add(":"u8, Of(text, fields[4]), output);
        Add(";transport="u8, Of(text, fields[5]), output);
        return !fields[3].IsEmpty;
    }

    private static bool TrySplit(ReadOnlySpan<byte> text, byte separator, Span<TextRange> fields)
    {
        var count = 0;
        foreach (var range in text.Split(separator))
        {
            if (count == fields.Length)
                return false;

            var (start, length) = range.GetOffsetAndLength(text.Length);
            fields[count++] = new TextRange(start, length);
        }

        return count == fields.Length;
    }

    private static bool TryAdd(ReadOnlySpan<byte> text, byte separator, ByteWriter output)
    {
        output.Write(separator);
        output.Write(text);
        return text.IndexOf(separator) < 0;
    }

    private static void Add(ReadOnlySpan<byte> before, ReadOnlySpan<byte> text, ByteWriter output)
    {
        if (text.IsEmpty)
            return;

        output.Write(before);
        output.Write(text);
    }

    private static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text, TextRange range) => text.Slice(range.Start, range.Length);
}
