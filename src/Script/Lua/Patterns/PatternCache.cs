namespace Signalbox.Script.Lua.Patterns;

/// <summary>Patterns that were used of late, by the place of their text in memory: a script writes most of them as constants.</summary>
internal sealed class PatternCache
{
    private const int Slots = 64;
    private const int AlignedBits = 4;
    private readonly LuaPattern?[] _slots = new LuaPattern?[Slots];

    /// <summary>The pattern of a text.</summary>
    public unsafe LuaPattern Get(ReadOnlySpan<byte> text, bool takesAnchor)
    {
        // Two texts may have had the same place one after the other, so the text is compared all the same.
        int slot;
        fixed (byte* place = text)
            slot = (int)((nint)place >> AlignedBits) & (Slots - 1);

        var pattern = _slots[slot] ??= new LuaPattern();
        if (!pattern.Is(text, takesAnchor))
            pattern.Take(text, takesAnchor);

        return pattern;
    }
}
