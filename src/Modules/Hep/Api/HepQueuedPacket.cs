namespace Signalbox.Modules.Hep.Api;

/// <summary>A packet that waits for its collector; pooled by who keeps it.</summary>
internal sealed class HepQueuedPacket
{
    private const int MaxKeptBytes = 4096;
    private byte[] _buffer = [];
    private int _length;

    /// <summary>The packet.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>When it was sent, on the clock of <see cref="Environment.TickCount64"/>; 0 when nobody noted it.</summary>
    public long SentAt { get; set; }

    /// <summary>Takes a copy.</summary>
    public void Set(ReadOnlySpan<byte> packet)
    {
        if (_buffer.Length < packet.Length)
            _buffer = new byte[Math.Max(packet.Length, 1024)];

        packet.CopyTo(_buffer);
        _length = packet.Length;
    }

    /// <summary>Gives up the memory of an unusually long packet before it goes back to the pool.</summary>
    public void Trim()
    {
        if (_buffer.Length > MaxKeptBytes)
            _buffer = [];
    }
}
