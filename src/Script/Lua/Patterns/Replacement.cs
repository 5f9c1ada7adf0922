using System.Buffers.Text;

namespace Signalbox.Script.Lua.Patterns;

/// <summary>The text that gsub puts in the place of a match.</summary>
/// <param name="text">As the script wrote it: <c>%0</c> to <c>%9</c> are captures, <c>%%</c> is the escape itself.</param>
internal readonly ref struct Replacement(ReadOnlySpan<byte> text)
{
    private const byte Escape = (byte)'%';
    private const int LongestNumber = 20;
    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Adds it for one match.</summary>
    public PatternProblem AddTo(ReplacedText result, in PatternMatch match)
    {
        var rest = _text;
        while (rest.IndexOf(Escape) is var at and >= 0)
        {
            if (!result.TryAdd(rest[..at]))
                return PatternProblem.TooLarge;

            var letter = at + 1 < rest.Length ? rest[at + 1] : (byte)0;
            var problem = letter == Escape ? Add(result, rest.Slice(at, 1))
                : char.IsAsciiDigit((char)letter) ? AddCapture(result, match, letter - '0')
                : PatternProblem.BadReplacement;
            if (problem != PatternProblem.None)
                return problem;

            rest = rest[(at + 2)..];
        }

        return Add(result, rest);
    }

    private static PatternProblem AddCapture(ReplacedText result, in PatternMatch match, int number)
    {
        if (number == 0)
            return Add(result, match.Whole);

        if (number > match.Count)
            return PatternProblem.NoSuchCapture + number;

        var capture = match.Capture(number - 1);
        if (capture.Length == PatternCapture.Unfinished)
            return PatternProblem.Unfinished;

        if (capture.Length != PatternCapture.Place)
            return Add(result, match.Bytes(capture));

        Span<byte> digits = stackalloc byte[LongestNumber];
        Utf8Formatter.TryFormat(capture.Start + 1, digits, out var written);
        return Add(result, digits[..written]);
    }

    private static PatternProblem Add(ReplacedText result, ReadOnlySpan<byte> bytes) =>
        result.TryAdd(bytes) ? PatternProblem.None : PatternProblem.TooLarge;
}
