using System.Runtime.InteropServices;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.SipTrace;

/// <summary>
/// Knows messages that went the same way within the last 32 s (timers B and H), by a hash of their bytes. Of fixed size
/// and without locks: under heavy load an old message may be forgotten early, never a new one taken for an old one but by
/// a hash of 64 bits.
/// </summary>
internal sealed class RepeatMemory
{
    private const int Slots = 1 << 16;
    private const long WindowMilliseconds = 32_000;
    private const ulong Prime = 0x9E3779B97F4A7C15;
    private readonly ulong[] _hashes = new ulong[Slots];
    private readonly long[] _times = new long[Slots];

    /// <summary>Notes a message.</summary>
    /// <returns>True when it was there before.</returns>
    public bool Note(ReadOnlySpan<byte> bytes, in HostEndPoint remote, bool isOutgoing)
    {
        Span<byte> address = stackalloc byte[16];
        var length = remote.WriteAddress(address);
        var hash = Hash(bytes, Hash(address[..length], ((ulong)remote.Port << 1) | (isOutgoing ? 1u : 0u)));
        var slot = (int)(hash >> 48);
        var now = Environment.TickCount64;
        var isKnown = Volatile.Read(ref _hashes[slot]) == hash && now - Volatile.Read(ref _times[slot]) < WindowMilliseconds;
        Volatile.Write(ref _times[slot], now);
        Volatile.Write(ref _hashes[slot], hash);
        return isKnown;
    }

    /// <summary>As the other, for what the tap shows; the copies that a transaction knows to be such count, too.</summary>
    public bool Note(in TapEvent shown, bool isOutgoing) => Note(shown.Bytes, shown.Remote, isOutgoing) || shown.IsRetransmission;

    /// <summary>A hash of 64 bits, eight bytes at a time.</summary>
    public static ulong Hash(ReadOnlySpan<byte> bytes, ulong seed)
    {
        var hash = (seed ^ (ulong)bytes.Length) * Prime;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            hash = Mix(hash, word);

        foreach (var one in bytes[(words.Length * sizeof(ulong))..])
            hash = Mix(hash, one);

        return hash ^ (hash >> 29);
    }

    private static ulong Mix(ulong hash, ulong word)
    {
        hash = (hash ^ word) * Prime;
        return hash ^ (hash >> 32);
    }
}
