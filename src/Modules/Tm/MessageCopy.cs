using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Tm;

/// <summary>A message kept for sending it again; its memory is reused with the transaction.</summary>
internal sealed class MessageCopy
{
    private const int Step = 64;
    private const int MaxKept = 4096;

    /// <summary>The bytes, <see cref="Length"/> of them valid.</summary>
    public byte[] Buffer { get; private set; } = [];

    /// <summary>Number of bytes; 0 = nothing kept. Set it after writing into <see cref="Reserve"/>.</summary>
    public int Length { get; set; }

    /// <summary>True when nothing is kept.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(0, Length);

    /// <summary>Keeps a copy.</summary>
    public void Set(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length = bytes.Length;
    }

    /// <summary>Makes room and returns the array.</summary>
    public byte[] Reserve(int length)
    {
        if (length > Buffer.Length)
            Buffer = new byte[(length + Step - 1) / Step * Step];

        return Buffer;
    }

    /// <summary>Forgets the bytes; keeps the memory of an ordinary message.</summary>
    public void Clear()
    {
        Length = 0;
        if (Buffer.Length > MaxKept)
            Buffer = [];
    }

    /// <summary>Parses the bytes.</summary>
    public bool TryParse(SipMessage message) => Length > 0 && message.TryParse(Buffer, Length);
}
