namespace Signalbox.Modules.Avpops;

/// <summary>Shell patterns (fnmatch): <c>*</c>, <c>?</c>, <c>[abc]</c>, <c>[!a-z]</c>, backslash. Needs no memory and no more than text times pattern steps.</summary>
internal static class ShellPattern
{
    /// <summary>True when the whole text matches.</summary>
    public static bool IsMatch(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text)
    {
        var (at, p) = (0, 0);
        var (starText, starPattern) = (0, -1);
        while (at < text.Length)
        {
            if (p < pattern.Length && pattern[p] == (byte)'*')
            {
                (starText, starPattern) = (at, ++p);
                continue;
            }

            if (p < pattern.Length && MatchesOne(pattern, p, text[at], out var next))
            {
                p = next;
                at++;
                continue;
            }

            if (starPattern < 0)
                return false;

            (p, at) = (starPattern, ++starText);
        }

        return pattern[p..].IndexOfAnyExcept((byte)'*') < 0;
    }

    private static bool MatchesOne(ReadOnlySpan<byte> pattern, int p, byte c, out int next)
    {
        next = p + 1;
        switch (pattern[p])
        {
            case (byte)'?':
                return true;
            case (byte)'\\' when next < pattern.Length:
                return pattern[next++] == c;
            case (byte)'[' when pattern[Math.Min(p + 2, pattern.Length)..].IndexOf((byte)']') is var end and >= 0:
                next = p + 2 + end + 1;
                return IsInSet(pattern[(p + 1)..(next - 1)], c);
            default:
                return pattern[p] == c;
        }
    }

    private static bool IsInSet(ReadOnlySpan<byte> set, byte c)
    {
        var negated = set[0] is (byte)'!' or (byte)'^';
        if (negated)
            set = set[1..];

        for (var i = 0; i < set.Length; i++)
        {
            var isRange = i + 2 < set.Length && set[i + 1] == (byte)'-';
            if (c >= set[i] && c <= set[isRange ? i + 2 : i])
                return !negated;

            i += isRange ? 2 : 0;
        }

        return negated;
    }
}
