using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;
using Signalbox.Modules.Sdpops.Api;

namespace Signalbox.Modules.Sdpops;

/// <summary>One media description: <c>m=audio 4000 RTP/AVP 8 0 101</c> and the lines that follow (RFC 4566 §5.14).</summary>
internal readonly ref struct SdpMedia
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Reads the first line.</summary>
    public SdpMedia(ReadOnlySpan<byte> bytes, TextRange firstLine, TextRange section)
    {
        _bytes = bytes;
        Section = section;
        var rest = bytes.Slice(firstLine.Start + 2, firstLine.Length - 2);
        Type = TakeWord(ref rest);
        Port = TakeWord(ref rest);
        Transport = TakeWord(ref rest);
        Formats = new TextRange(firstLine.End - rest.Length, rest.Length);
    }

    /// <summary>audio, video …</summary>
    public ReadOnlySpan<byte> Type { get; }

    /// <summary>Port, perhaps with a number of ports.</summary>
    public ReadOnlySpan<byte> Port { get; }

    /// <summary>RTP/AVP …</summary>
    public ReadOnlySpan<byte> Transport { get; }

    /// <summary>The formats with the blanks before each.</summary>
    public TextRange Formats { get; }

    /// <summary>Bytes of <see cref="Formats"/>.</summary>
    public ReadOnlySpan<byte> FormatsText => _bytes.Slice(Formats.Start, Formats.Length);

    /// <summary>From the first byte of the first line to the next media description.</summary>
    public TextRange Section { get; }

    /// <summary>True when the type is the one that is asked for, or nothing is asked for.</summary>
    public bool IsType(ReadOnlySpan<byte> type) => type.IsEmpty || Latin1.EqualsIgnoreCase(Type, type);

    /// <summary>True when media flows: the port is not 0 and no line says inactive.</summary>
    public bool IsActive => !Port.SequenceEqual("0"u8) && !HasLine("a=inactive"u8);

    /// <summary>The name of a format: that of its rtpmap line, else the one RFC 3551 gives its number; empty when it has none.</summary>
    public ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> format)
    {
        var lines = new SdpLines(_bytes, Section);
        while (lines.Next())
        {
            if (SdpAttribute.TryGetFormat(lines.Span, "a=rtpmap:"u8, out var id, out var rest) && id.SequenceEqual(format))
                return rest[..(rest.IndexOf((byte)'/') is var slash and >= 0 ? slash : rest.Length)];
        }

        return StaticFormats.NameOf(format);
    }

    private bool HasLine(ReadOnlySpan<byte> text)
    {
        var lines = new SdpLines(_bytes, Section);
        while (lines.Next())
        {
            if (Latin1.EqualsIgnoreCase(lines.Span, text))
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<byte> TakeWord(scoped ref ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart((byte)' ');
        var end = rest.IndexOf((byte)' ');
        var word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..];
        return word;
    }
}
