using System.Buffers.Binary;
using System.Text;

namespace Signalbox.Modules.Ipops;

/// <summary>Walks over the answers of a DNS reply (RFC 1035 §4.1). Damaged replies end early and never reach outside their bytes.</summary>
internal ref struct DnsAnswer
{
    private const int HeaderBytes = 12;
    private const int MaxNameBytes = 255;
    private const int MaxJumps = 32;
    private readonly ReadOnlySpan<byte> _reply;
    private int _at;
    private int _left;
    private int _end;

    /// <summary>Starts before the first answer.</summary>
    public DnsAnswer(ReadOnlySpan<byte> reply)
    {
        _reply = reply;
        _at = HeaderBytes;
        if (reply.Length < HeaderBytes)
            return;

        _left = BinaryPrimitives.ReadUInt16BigEndian(reply[6..]);
        for (var questions = BinaryPrimitives.ReadUInt16BigEndian(reply[4..]); questions > 0 && _left > 0; questions--)
        {
            if (TrySkipName() && _at + 4 <= reply.Length)
                _at += 4;
            else
                _left = 0;
        }
    }

    /// <summary>Goes to the next record of a type; the readers then read its data in order.</summary>
    public bool Next(DnsRecordType type)
    {
        while (_left-- > 0)
        {
            _at = Math.Max(_at, _end);
            if (!TrySkipName() || _at + 10 > _reply.Length)
                return false;

            var found = BinaryPrimitives.ReadUInt16BigEndian(_reply[_at..]);
            _end = _at + 10 + BinaryPrimitives.ReadUInt16BigEndian(_reply[(_at + 8)..]);
            _at += 10;
            if (_end > _reply.Length)
                return false;

            if (found == (ushort)type)
                return true;
        }

        return false;
    }

    /// <summary>A 16-bit number; 0 behind the end.</summary>
    public int ReadNumber()
    {
        if (_at + 2 > _end)
            return 0;

        _at += 2;
        return BinaryPrimitives.ReadUInt16BigEndian(_reply[(_at - 2)..]);
    }

    /// <summary>A text with its length before it.</summary>
    public string ReadText()
    {
        if (_at >= _end || _at + 1 + _reply[_at] > _end)
            return string.Empty;

        var text = Encoding.Latin1.GetString(_reply.Slice(_at + 1, _reply[_at]));
        _at += 1 + text.Length;
        return text;
    }

    /// <summary>A name, compressed or not, without the dot at its end.</summary>
    public readonly string ReadName()
    {
        var name = new StringBuilder();
        var at = _at;
        for (var jumps = 0; at < _reply.Length && jumps < MaxJumps;)
        {
            int length = _reply[at];
            if (length >= 0xC0)
            {
                if (at + 1 >= _reply.Length)
                    break;

                at = ((length & 0x3F) << 8) | _reply[at + 1];
                jumps++;
                continue;
            }

            if (length == 0 || at + 1 + length > _reply.Length || name.Length + length > MaxNameBytes)
                break;

            name.Append(name.Length > 0 ? "." : string.Empty).Append(Encoding.Latin1.GetString(_reply.Slice(at + 1, length)));
            at += 1 + length;
        }

        return name.ToString();
    }

    private bool TrySkipName()
    {
        while (_at < _reply.Length)
        {
            int length = _reply[_at];
            if (length >= 0xC0)
            {
                _at += 2;
                return _at <= _reply.Length;
            }

            _at += 1 + length;
            if (length == 0)
                return true;
        }

        return false;
    }
}
