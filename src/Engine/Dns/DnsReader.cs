using System.Buffers.Binary;
using System.Text;

namespace Signalbox.Engine.Dns;

/// <summary>Reads fields of a DNS message (RFC 1035 §4.1). Never reaches outside its bytes; what is damaged turns <see cref="IsBad"/> on.</summary>
/// <param name="message">The whole message: names point back into it.</param>
/// <param name="start">Where to begin.</param>
internal ref struct DnsReader(ReadOnlySpan<byte> message, int start)
{
    private const int MaxNameBytes = 253;
    private readonly ReadOnlySpan<byte> _message = message;

    /// <summary>Where the next field begins.</summary>
    public int Position { get; set; } = start;

    /// <summary>True after a field that was not whole or not allowed.</summary>
    public bool IsBad { get; private set; }

    /// <summary>A number of 16 bits; 0 when bad.</summary>
    public int ReadUInt16() => Take(2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : 0;

    /// <summary>A number of 32 bits; 0 when bad.</summary>
    public uint ReadUInt32() => Take(4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;

    /// <summary>That many bytes; empty when bad.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (IsBad || count > _message.Length - Position)
        {
            IsBad = true;
            return default;
        }

        Position += count;
        return _message.Slice(Position - count, count);
    }

    /// <summary>A text with its length before it.</summary>
    public string ReadText()
    {
        var length = Take(1);
        return length.IsEmpty ? string.Empty : Encoding.Latin1.GetString(Take(length[0]));
    }

    /// <summary>A name, compressed or not, in lower case and without the dot at its end; empty for the root or when bad.</summary>
    public string ReadName()
    {
        var name = new StringBuilder();
        var at = Position;
        var end = -1;
        var earliest = at;
        while (!IsBad)
        {
            if (at >= _message.Length)
                break;

            int length = _message[at];
            if (length == 0)
            {
                Position = end < 0 ? at + 1 : end;
                return name.ToString();
            }

            if (length < 0x40)
            {
                if (!TryAddLabel(name, at + 1, length))
                    break;

                at += 1 + length;
                continue;
            }

            // Each jump must go before all that was read: so no loop lasts (RFC 1035 §4.1.4 speaks of a prior occurrence).
            if (length < 0xC0 || at + 1 >= _message.Length)
                break;

            end = end < 0 ? at + 2 : end;
            at = ((length & 0x3F) << 8) | _message[at + 1];
            if (at >= earliest)
                break;

            earliest = at;
        }

        IsBad = true;
        return string.Empty;
    }

    private readonly bool TryAddLabel(StringBuilder name, int at, int length)
    {
        if (at + length > _message.Length || name.Length + length + 1 > MaxNameBytes)
            return false;

        if (name.Length > 0)
            name.Append('.');

        foreach (var b in _message.Slice(at, length))
            name.Append(char.ToLowerInvariant((char)b));

        return true;
    }
}
