using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary>
/// Strings by their bytes, so that names and constants which a script passes again and again are made once. Fixed size: a
/// newer text takes the place of an older one. Belongs to one worker.
/// </summary>
internal sealed class TextCache
{
    private const int Slots = 1024;
    private const int MaxLength = 64;
    private readonly string?[] _slots = new string?[Slots];

    // A constant of a script stays where it is, so its address finds it without a look at every byte.
    private readonly string?[] _byAddress = new string?[Slots];

    /// <summary>The bytes as a string, one char a byte. The bytes must not move during the call.</summary>
    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return string.Empty;

        if (bytes.Length > MaxLength)
            return Latin1.ToText(bytes);

        ref var known = ref _byAddress[AddressSlot(bytes)];
        if (known is null || !Ascii.Equals(bytes, known))
            known = Find(bytes);

        return known;
    }

    // Another text may have come to the same address since, so the address only says where to look.
    private static unsafe int AddressSlot(ReadOnlySpan<byte> bytes)
    {
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)) >> 3;
        return (int)((address ^ (address >> 10)) & (Slots - 1));
    }

    private string Find(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var b in bytes)
            hash = (hash ^ b) * 16777619u;

        ref var slot = ref _slots[(hash ^ (hash >> 15)) & (Slots - 1)];
        if (slot is null || !Latin1.Equals(bytes, slot))
            slot = Latin1.ToText(bytes);

        return slot;
    }
}
