using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>Reads the fields of one header of digest credentials in order (RFC 7616 §3.4); input comes from anybody.</summary>
internal ref struct DigestFields
{
    private readonly TextRange _header;
    private readonly ReadOnlySpan<byte> _text;
    private int _position;

    /// <summary>Stands before the first field.</summary>
    /// <param name="message">The message.</param>
    /// <param name="header">Number of the header.</param>
    public DigestFields(SipMessage message, int header)
    {
        _header = message.Header(header).Value;
        _text = message.Span(_header);
        var scheme = "digest"u8.Length;
        IsDigest = _text.Length > scheme && Latin1.EqualsIgnoreCase(_text[..scheme], "digest"u8) && SipChars.IsBlank(_text[scheme]);
        _position = IsDigest ? scheme + 1 : _text.Length;
    }

    /// <summary>False for credentials of another scheme, which have no fields here.</summary>
    public bool IsDigest { get; }

    /// <summary>Goes to the next field; items without an equals sign are passed over.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Place of its value in the message, without quotes.</param>
    public bool TryRead(out ReadOnlySpan<byte> name, out TextRange value)
    {
        while (_position < _text.Length)
        {
            var end = EndOf(_text, _position);
            var (from, to) = SipChars.Trim(_text, _position, end);
            _position = end + 1;
            var equals = _text[from..to].IndexOf((byte)'=');
            if (equals <= 0)
                continue;

            name = TextSpans.Trim(_text.Slice(from, equals));
            value = Unquoted(from + equals + 1, to);
            return true;
        }

        name = default;
        value = default;
        return false;
    }

    private readonly TextRange Unquoted(int from, int to)
    {
        var (start, end) = SipChars.Trim(_text, from, to);
        if (end - start >= 2 && _text[start] == (byte)'"' && _text[end - 1] == (byte)'"')
            (start, end) = (start + 1, end - 1);

        return _header.Slice(start, end - start);
    }

    private static int EndOf(ReadOnlySpan<byte> text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == (byte)',')
                return i;

            if (text[i] != (byte)'"')
                continue;

            i = SipChars.SkipQuoted(text, i) - 1;
            if (i < 0)
                return text.Length;
        }

        return text.Length;
    }
}
