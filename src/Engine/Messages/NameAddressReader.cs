using Signalbox.Engine.Parsing;

namespace Signalbox.Engine.Messages;

/// <summary>
/// Walks over the addresses of all headers of one kind (Route, Record-Route, Contact …) in message order; commas inside
/// quotes and brackets do not separate.
/// </summary>
public ref struct NameAddressReader
{
    private readonly SipMessage _message;
    private readonly HeaderName _id;
    private int _header;
    private int _valueIndex;
    private int _position;

    /// <summary>Starts before the first address.</summary>
    /// <param name="message">The message.</param>
    /// <param name="id">Which header.</param>
    public NameAddressReader(SipMessage message, HeaderName id)
    {
        _message = message;
        _id = id;
        _header = message.Find(id);
        _position = _header < 0 ? 0 : message.Header(_header).Value.Start;
    }

    /// <summary>Reads the next value.</summary>
    /// <returns>
    /// False at the end. A value that is no address is handed out with <see cref="AddressValue.IsValid"/> false.
    /// </returns>
    public bool TryRead(out AddressValue value)
    {
        value = default;
        if (_header < 0)
            return false;

        ref readonly var field = ref _message.Header(_header);
        var end = FindComma(_message.Bytes[..field.Value.End], _position);
        var range = new TextRange(_position, end - _position);
        value.IsValid = NameAddressParser.TryParse(_message.Span(range), range.Start, out value.Address);
        value.HeaderIndex = _header;
        value.ValueIndex = _valueIndex;
        SetExtent(ref value, field, range);
        Advance(field, end);
        return true;
    }

    private readonly void SetExtent(ref AddressValue value, in HeaderField field, TextRange range)
    {
        var isLast = range.End >= field.Value.End;
        value.IsAlone = isLast && _valueIndex == 0;
        if (value.IsAlone)
        {
            value.Extent = field.Line;
            return;
        }

        // Middle values take the comma after them, the last one the comma before: both leave a good list.
        if (isLast)
        {
            value.Extent = new TextRange(range.Start - 1, range.Length + 1);
            return;
        }

        var next = SipChars.SkipBlanks(_message.Bytes[..field.Value.End], range.End + 1);
        var start = SipChars.SkipBlanks(_message.Bytes[..range.End], range.Start);
        value.Extent = new TextRange(start, next - start);
    }

    private void Advance(in HeaderField field, int end)
    {
        if (end < field.Value.End)
        {
            _position = end + 1;
            _valueIndex++;
            return;
        }

        _header = _message.Find(_id, _header + 1);
        _position = _header < 0 ? 0 : _message.Header(_header).Value.Start;
        _valueIndex = 0;
    }

    private static int FindComma(ReadOnlySpan<byte> text, int index)
    {
        var inBrackets = false;
        for (; index < text.Length; index++)
        {
            switch (text[index])
            {
                case (byte)',' when !inBrackets:
                    return index;
                case (byte)'<':
                    inBrackets = true;
                    break;
                case (byte)'>':
                    inBrackets = false;
                    break;
                case (byte)'"' when !inBrackets:
                    index = SipChars.SkipQuoted(text, index) - 1;
                    if (index < 0)
                        return text.Length;

                    break;
            }
        }

        return text.Length;
    }
}
