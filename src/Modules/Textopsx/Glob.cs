namespace Signalbox.Modules.Textopsx;

/// <summary>Shell patterns (POSIX fnmatch): <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!…]</c>, <c>[[:digit:]]</c>, backslash; slashes and dots are like other characters.</summary>
internal static class Glob
{
    /// <summary>True when all of the text matches; a pattern with an open bracket matches nothing.</summary>
    public static bool IsMatch(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, bool ignoreCase)
    {
        // Only the last star has to be tried again: time is at most text times pattern.
        var (t, p, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == (byte)'*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && MatchesOne(text[t], pattern, ref p, ignoreCase))
            {
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == (byte)'*')
            p++;

        return p == pattern.Length;
    }

    private static bool MatchesOne(byte b, ReadOnlySpan<byte> pattern, ref int position, bool ignoreCase)
    {
        switch (pattern[position])
        {
            case (byte)'?':
                position++;
                return true;
            case (byte)'[':
                return MatchesSet(b, pattern, ref position, ignoreCase);
            case (byte)'\\' when position + 1 < pattern.Length:
                position++;
                break;
        }

        return Same(b, pattern[position++], ignoreCase);
    }

    private static bool MatchesSet(byte b, ReadOnlySpan<byte> pattern, ref int position, bool ignoreCase)
    {
        var i = position + 1;
        var isNegated = i < pattern.Length && pattern[i] is (byte)'!' or (byte)'^';
        if (isNegated)
            i++;

        var found = false;
        for (var first = i; i < pattern.Length; i++)
        {
            if (pattern[i] == (byte)']' && i > first)
            {
                position = i + 1;
                return found != isNegated;
            }

            if (pattern[i..].StartsWith("[:"u8) && pattern[(i + 2)..].IndexOf(":]"u8) is var length and > 0)
            {
                found |= IsOfClass(b, pattern.Slice(i + 2, length));
                i += length + 3;
            }
            else if (i + 2 < pattern.Length && pattern[i + 1] == (byte)'-' && pattern[i + 2] != (byte)']')
            {
                found |= IsWithin(b, pattern[i], pattern[i + 2], ignoreCase);
                i += 2;
            }
            else
            {
                found |= Same(b, pattern[i], ignoreCase);
            }
        }

        return false;
    }

    private static bool IsWithin(byte b, byte from, byte to, bool ignoreCase) =>
        (b >= from && b <= to)
        || (ignoreCase && char.IsAsciiLetter((char)b) && (b ^ 0x20) >= from && (b ^ 0x20) <= to);

    private static bool Same(byte left, byte right, bool ignoreCase) =>
        left == right || (ignoreCase && char.IsAsciiLetter((char)left) && (left ^ 0x20) == right);

    private static bool IsOfClass(byte b, ReadOnlySpan<byte> name)
    {
        var c = (char)b;
        if (name.SequenceEqual("digit"u8))
            return char.IsAsciiDigit(c);

        if (name.SequenceEqual("alpha"u8))
            return char.IsAsciiLetter(c);

        if (name.SequenceEqual("alnum"u8))
            return char.IsAsciiLetterOrDigit(c);

        if (name.SequenceEqual("upper"u8))
            return char.IsAsciiLetterUpper(c);

        if (name.SequenceEqual("lower"u8))
            return char.IsAsciiLetterLower(c);

        if (name.SequenceEqual("xdigit"u8))
            return char.IsAsciiHexDigit(c);

        if (name.SequenceEqual("space"u8))
            return c is ' ' or (>= '\t' and <= '\r');

        return name.SequenceEqual("punct"u8) && c is > ' ' and < (char)127 && !char.IsAsciiLetterOrDigit(c);
    }
}
