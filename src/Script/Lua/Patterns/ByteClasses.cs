namespace Signalbox.Script.Lua.Patterns;

/// <summary>The character classes of Lua patterns (manual, 6.4.1) in the C locale, as sets of 256 bits.</summary>
internal static class ByteClasses
{
    /// <summary>Words of 64 bits in a set.</summary>
    public const int Words = 4;

    private const byte CaseBit = 0x20;
    private static readonly ulong[]?[] Sets = Make();

    /// <summary>Adds the class of a letter to a set; an upper case letter stands for all that its class has not.</summary>
    /// <returns>False when the letter names no class.</returns>
    public static bool TryAdd(byte letter, Span<ulong> set)
    {
        if (!char.IsAsciiLetter((char)letter) || Sets[(letter | CaseBit) - 'a'] is not { } found)
            return false;

        var others = char.IsAsciiLetterUpper((char)letter) ? ulong.MaxValue : 0;
        for (var i = 0; i < Words; i++)
            set[i] |= found[i] ^ others;

        return true;
    }

    /// <summary>Adds a byte to a set.</summary>
    public static void Add(int value, Span<ulong> set) => set[value >> 6] |= 1UL << (value & 63);

    private static ulong[]?[] Make()
    {
        var sets = new ulong[]?[26];
        sets['a' - 'a'] = Of(char.IsAsciiLetter);
        sets['c' - 'a'] = Of(static c => c is < ' ' or '\x7f');
        sets['d' - 'a'] = Of(char.IsAsciiDigit);
        sets['g' - 'a'] = Of(static c => c is > ' ' and < '\x7f');
        sets['l' - 'a'] = Of(char.IsAsciiLetterLower);
        sets['p' - 'a'] = Of(static c => c is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(c));
        sets['s' - 'a'] = Of(static c => c is ' ' or (>= '\t' and <= '\r'));
        sets['u' - 'a'] = Of(char.IsAsciiLetterUpper);
        sets['w' - 'a'] = Of(char.IsAsciiLetterOrDigit);
        sets['x' - 'a'] = Of(char.IsAsciiHexDigit);

        // Of Lua 5.1, where a pattern could not hold a zero itself.
        sets['z' - 'a'] = Of(static c => c == '\0');
        return sets;
    }

    private static ulong[] Of(Func<char, bool> has)
    {
        var set = new ulong[Words];
        for (var i = 0; i < 256; i++)
        {
            if (has((char)i))
                Add(i, set);
        }

        return set;
    }
}
