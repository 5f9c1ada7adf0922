using System.Buffers.Binary;
using Signalbox.Engine.Parsing;

namespace Signalbox.Engine.Transport;

/// <summary>Cuts the bytes of a connection into messages (RFC 3261 §18.3) and HEP3 packets. Holds one contiguous buffer.</summary>
internal sealed class StreamFramer
{
    private const int FirstBytes = 4096;
    private const int HepHeaderBytes = 6;
    private const int MaxFirstLineBytes = 4096;

    // What may be thrown away in search of the next HEP packet before the connection is given up.
    private const int MaxSkippedBytes = 256 * 1024;
    private static ReadOnlySpan<byte> TransferEncoding => "Transfer-Encoding"u8;

    private byte[] _buffer = new byte[FirstBytes];
    private int _start;
    private int _end;
    private int _wanted;
    private int _skipped;
    private bool _isHep;

    /// <summary>Bytes that belong to a message that is not complete.</summary>
    public int Pending => _end - _start;

    /// <summary>The message that <see cref="TryTake(in StreamLimits)"/> found; valid until the next call.</summary>
    public ReadOnlySpan<byte> Message => (_isJoined ? _joined : _buffer).AsSpan(_messageStart, _messageLength);

    private int _messageStart;
    private int _messageLength;
    private byte[] _joined = [];
    private bool _isJoined;

    /// <summary>Room for the next bytes, never empty.</summary>
    public Memory<byte> Space()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, Pending).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);

        return _buffer.AsMemory(_end);
    }

    /// <summary>Notes that bytes were put into <see cref="Space"/>.</summary>
    public void Added(int count) => _end += count;

    /// <summary>Takes the next frame off.</summary>
    public StreamFrame TryTake(in StreamLimits limits)
    {
        while (Pending > 0)
        {
            var data = _buffer.AsSpan(_start, Pending);
            if (data[0] is (byte)'\r' or (byte)'\n')
            {
                if (data.StartsWith("\r\n\r\n"u8))
                {
                    _start += 4;
                    return StreamFrame.Ping;
                }

                if ("\r\n\r\n"u8.StartsWith(data))
                    return StreamFrame.Incomplete;

                _start++;
                continue;
            }

            var frame = TryTakeMessage(data, limits);
            if (frame is StreamFrame.Message or StreamFrame.Ping || !TrySkipToHep(data, frame))
                return frame;
        }

        return StreamFrame.Incomplete;
    }

    /// <summary>Has a codec take the next piece; a message that it gives is copied, since it may have joined it from several.</summary>
    public StreamFrame TryTake(IStreamCodec codec, IConnection connection)
    {
        while (Pending > 0)
        {
            if (!codec.TryTake(connection, _buffer.AsSpan(_start, Pending), out var consumed, out var message))
                return StreamFrame.Bad;

            _start += consumed;
            if (!message.IsEmpty)
            {
                if (_joined.Length < message.Length)
                    _joined = new byte[message.Length];

                message.CopyTo(_joined);
                (_isJoined, _messageStart, _messageLength) = (true, 0, message.Length);
                return StreamFrame.Message;
            }

            if (consumed == 0)
                break;
        }

        return StreamFrame.Incomplete;
    }

    private StreamFrame TryTakeMessage(ReadOnlySpan<byte> data, in StreamLimits limits)
    {
        if (_wanted == 0)
        {
            var frame = Measure(data, limits);
            if (frame != StreamFrame.Message)
                return frame;
        }

        if (data.Length < _wanted)
            return StreamFrame.Incomplete;

        _messageStart = _start;
        _messageLength = _wanted;
        _start += _wanted;
        _wanted = 0;
        _skipped = 0;
        _isHep = limits.Hep == HepFraming.ByLength && IsHep(data);
        return StreamFrame.Message;
    }

    /// <summary>
    /// On a connection that brought HEP, goes on at the next packet when what stands before it is none: one broken sender's
    /// write must not cost the others behind the same relay their connection.
    /// </summary>
    private bool TrySkipToHep(ReadOnlySpan<byte> data, StreamFrame frame)
    {
        if (!_isHep || (frame == StreamFrame.Incomplete && (_wanted > 0 || IsHep(data))))
            return false;

        var next = data[1..].IndexOf("HEP3"u8);
        if (next < 0 && frame == StreamFrame.Incomplete)
            return false;

        var skip = next < 0 ? Math.Max(1, data.Length - 3) : next + 1;
        _skipped += skip;
        _start += skip;
        return _skipped <= MaxSkippedBytes;
    }

    private StreamFrame Measure(ReadOnlySpan<byte> data, in StreamLimits limits)
    {
        var isHep = IsHep(data);
        if (isHep && limits.Hep != HepFraming.AsMessage)
            return MeasureHep(data, limits);

        // A line feed among the addresses of a packet ends no first line.
        if (!isHep && IsGarbage(data, limits.AcceptHttp))
            return StreamFrame.Bad;

        if (!MessageMeasure.TryMeasure(data, out var headerEnd, out var bodyBytes, out var hasLength))
            return data.Length >= limits.MaxMessageBytes ? StreamFrame.Bad : StreamFrame.Incomplete;

        // A length that is no number: the end is unknown, so it never comes and the time for the rest runs out (recorded).
        if (bodyBytes < 0 && data.Length < limits.MaxMessageBytes)
            return StreamFrame.Incomplete;

        if (bodyBytes < 0 || (!hasLength && !limits.AcceptWithoutLength))
            return StreamFrame.Bad;

        if ((long)headerEnd + bodyBytes > limits.MaxMessageBytes || (limits.AcceptHttp && IsChunked(data[..headerEnd])))
            return StreamFrame.Bad;

        _wanted = headerEnd + bodyBytes;
        return StreamFrame.Message;
    }

    // A body in chunks has no length that we read: what follows the head must not pass for the next request (RFC 9112 §6.3).
    private static bool IsChunked(ReadOnlySpan<byte> head)
    {
        for (var feed = head.IndexOf((byte)'\n'); feed >= 0; feed = head.IndexOf((byte)'\n'))
        {
            head = head[(feed + 1)..];
            if (head.Length > TransferEncoding.Length && Values.Latin1.EqualsIgnoreCase(head[..TransferEncoding.Length], TransferEncoding))
                return true;
        }

        return false;
    }

    private StreamFrame MeasureHep(ReadOnlySpan<byte> data, in StreamLimits limits)
    {
        if (data.Length < HepHeaderBytes)
            return StreamFrame.Incomplete;

        if (limits.Hep == HepFraming.Refused)
            return StreamFrame.Bad;

        _wanted = BinaryPrimitives.ReadUInt16BigEndian(data[4..]);
        if (_wanted >= HepHeaderBytes && _wanted < limits.MaxMessageBytes)
            return StreamFrame.Message;

        _wanted = 0;
        return StreamFrame.Bad;
    }

    private static bool IsHep(ReadOnlySpan<byte> data) =>
        data.Length < 4 ? "HEP3"u8.StartsWith(data) : data.StartsWith("HEP3"u8);

    // A peer that speaks something else is told apart at its first line, not at the first 16 KB.
    private static bool IsGarbage(ReadOnlySpan<byte> data, bool acceptHttp)
    {
        var end = data.IndexOf((byte)'\n');
        if (end < 0)
            return data.Length > MaxFirstLineBytes;

        var line = data[..end];
        for (var at = line.IndexOf((byte)'/'); at >= 0; at = line.IndexOf((byte)'/'))
        {
            if (at >= 3 && Values.Latin1.EqualsIgnoreCase(line.Slice(at - 3, 3), "SIP"u8))
                return false;

            if (acceptHttp && at >= 4 && line[(at - 4)..at].SequenceEqual("HTTP"u8))
                return false;

            line = line[(at + 1)..];
        }

        return true;
    }
}
