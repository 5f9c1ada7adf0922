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

    /// <summary>The bytes as a string, one char a byte.</summary>
    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return string.Empty;

        if (bytes.Length > MaxLength)
            return Latin1.ToText(bytes);

        var hash = 2166136261u;
        foreach (var b in bytes)
            hash = (hash ^ b) * 16777619u;

        ref var slot = ref _slots[(hash ^ (hash >> 15)) & (Slots - 1)];
        if (slot is not null && Latin1.Equals(bytes, slot))
            return slot;

        slot = Latin1.ToText(bytes);
        return slot;
    }
}
