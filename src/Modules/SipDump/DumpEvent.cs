using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipDump;

/// <summary>What <c>$sipdump(…)</c> reads while <c>event_route[sipdump:msg]</c> runs; one per worker, reused.</summary>
internal sealed class DumpEvent
{
    private readonly SipMessage _parsed = new();
    private byte[] _buffer = new byte[4096];
    private int _length;

    /// <summary>True while the route runs: what it sends itself is not shown to it again.</summary>
    public bool IsRunning { get; set; }

    /// <summary><c>rcv</c> or <c>snd</c>.</summary>
    public string Tag { get; private set; } = string.Empty;

    /// <summary>Transport.</summary>
    public TransportProtocol Protocol { get; private set; }

    /// <summary>True when the local socket is IPv6.</summary>
    public bool IsV6 { get; private set; }

    /// <summary>Sender.</summary>
    public HostEndPoint Source { get; private set; }

    /// <summary>Receiver.</summary>
    public HostEndPoint Destination { get; private set; }

    /// <summary>The message as a value.</summary>
    public ScriptValue Bytes => ScriptValue.Of(_buffer, 0, _length);

    /// <summary>Number of bytes.</summary>
    public int Length => _length;

    /// <summary>Takes over a message.</summary>
    public void Set(string tag, ReadOnlySpan<byte> bytes, TransportProtocol protocol, in HostEndPoint source, in HostEndPoint destination)
    {
        if (_buffer.Length < bytes.Length)
            _buffer = new byte[bytes.Length * 2];

        bytes.CopyTo(_buffer);
        _length = bytes.Length;
        Tag = tag;
        Protocol = protocol;
        Source = source;
        Destination = destination;
        IsV6 = tag == DumpTags.Received ? destination.IsV6 : source.IsV6;
    }

    /// <summary>The Call-ID of the message; undefined when it has none.</summary>
    public ScriptValue CallId()
    {
        if (!_parsed.TryParse(_buffer, _length) || !_parsed.TryGetCallId(out var range))
            return ScriptValue.Undefined;

        return ScriptValue.Of(_buffer, range.Start, range.Length);
    }
}
