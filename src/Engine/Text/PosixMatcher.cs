using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Signalbox.Engine.Text;

/// <summary>
/// A POSIX extended regular expression that only answers whether a text matches. Runs on bytes in linear time; what its
/// automaton lacks (word ends, back-references, very many states) goes to the .NET engine as in <see cref="PosixRegex"/>.
/// </summary>
public sealed class PosixMatcher
{
    private const int StackChars = 512;
    private readonly RegexAutomaton? _automaton;
    private readonly Lazy<Regex> _regex;

    private PosixMatcher(RegexAutomaton? automaton, Lazy<Regex> regex)
    {
        _automaton = automaton;
        _regex = regex;
    }

    /// <summary>Compiles an expression.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="ignoreCase">True to ignore the case of ASCII letters.</param>
    /// <param name="matcher">The result.</param>
    /// <param name="problem">Why it is none.</param>
    /// <returns>False when it is not one.</returns>
    public static bool TryCompile(string pattern, bool ignoreCase, out PosixMatcher matcher, out string problem)
    {
        matcher = null!;
        var translation = new PosixTranslation(pattern, byLine: false);
        if (!translation.TryTranslate(out var translated, out problem))
            return false;

        if (RegexAutomaton.TryMake(translated, ignoreCase) is { } automaton)
        {
            matcher = new PosixMatcher(automaton, new Lazy<Regex>(() => PosixRegex.TryCompile(pattern, ignoreCase, out var late, out _) ? late : new Regex("(?!)")));
            return true;
        }

        if (!PosixRegex.TryCompile(pattern, ignoreCase, out var regex, out problem))
            return false;

        matcher = new PosixMatcher(null, new Lazy<Regex>(regex));
        return true;
    }

    /// <summary>True when the text matches; an expression that runs out of time does not.</summary>
    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        if (_automaton?.IsMatch(text) is { } answer)
            return answer;

        using var far = text.Length > StackChars ? MemoryPool<char>.Shared.Rent(text.Length) : null;
        var chars = far is null ? stackalloc char[StackChars] : far.Memory.Span;
        return IsMatchOf(chars[..Encoding.Latin1.GetChars(text, chars)]);
    }

    /// <summary>True when the text, one character a byte, matches.</summary>
    public bool IsMatch(string text)
    {
        if (_automaton is null)
            return IsMatchOf(text);

        var far = text.Length > StackChars ? ArrayPool<byte>.Shared.Rent(text.Length) : null;
        var bytes = far is null ? stackalloc byte[StackChars] : far;
        var answer = _automaton.IsMatch(bytes[..Encoding.Latin1.GetBytes(text, bytes)]);
        if (far is not null)
            ArrayPool<byte>.Shared.Return(far);

        return answer ?? IsMatchOf(text);
    }

    private bool IsMatchOf(ReadOnlySpan<char> text)
    {
        try
        {
            return _regex.Value.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
