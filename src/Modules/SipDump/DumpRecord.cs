using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.SipDump;

/// <summary>One message on its way to the dump files; pooled by <see cref="DumpQueue"/>.</summary>
internal sealed class DumpRecord
{
    private const int MaxKeptBytes = 16 * 1024;
    private byte[] _bytes = new byte[1024];

    /// <summary><c>rcv</c>, <c>snd</c> or what the script passed.</summary>
    public string Tag { get; set; } = string.Empty;

    /// <summary>Index of the worker.</summary>
    public int Process { get; set; }

    /// <summary>UTC ticks of 100 ns.</summary>
    public long UtcTicks { get; set; }

    /// <summary>Transport.</summary>
    public TransportProtocol Protocol { get; set; }

    /// <summary>True when the local socket is IPv6.</summary>
    public bool IsV6 { get; set; }

    /// <summary>Sender; not set when unknown.</summary>
    public HostEndPoint Source { get; set; }

    /// <summary>Receiver; not set when unknown.</summary>
    public HostEndPoint Destination { get; set; }

    /// <summary>Number of the connection; 0 without one.</summary>
    public long ConnectionId { get; set; }

    /// <summary>True when the sender opened the connection.</summary>
    public bool IsFromClient { get; set; }

    /// <summary>Who made the message.</summary>
    public MessageOrigin Origin { get; set; }

    /// <summary>True when the same bytes were sent before.</summary>
    public bool IsRetransmission { get; set; }

    /// <summary>Number of the branch, -1 when there is no transaction.</summary>
    public int Branch { get; set; }

    /// <summary>Where the script was when it was sent; null when no script ran.</summary>
    public ScriptPosition? Position { get; set; }

    /// <summary>Number of message bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>True when this server sent it.</summary>
    public bool IsOutgoing => ReferenceEquals(Tag, DumpTags.Sent);

    /// <summary>Copies the message in.</summary>
    public void SetBytes(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length < bytes.Length)
            _bytes = new byte[bytes.Length + (bytes.Length / 2)];

        bytes.CopyTo(_bytes);
        Length = bytes.Length;
    }

    /// <summary>Gives up memory of an unusually large message.</summary>
    public void Trim()
    {
        if (_bytes.Length > MaxKeptBytes)
            _bytes = new byte[1024];

        Length = 0;
        Position = null;
    }
}
