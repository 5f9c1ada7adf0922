namespace Signalbox.Script.Kemi;

/// <summary>
/// Finds places of a script where the name of a function may be made up while it runs: <c>KSR[name]</c>, <c>local k = KSR</c>,
/// <c>modf(name)</c>, the table of all globals. What it calls there cannot be read from the text.
/// </summary>
/// <param name="language">Its roots and its comments.</param>
/// <param name="roots">Tables of functions: KSR and what stands for it.</param>
/// <param name="modules">Modules with a function that waits.</param>
internal sealed class KemiEscapes(KemiLanguage language, IReadOnlyCollection<string> roots, IReadOnlyCollection<string> modules)
{
    private const string CallByName = "modf";
    private const string OfMath = "math";

    /// <summary>True when there is such a place. The text is scanned without its comments.</summary>
    public bool IsIn(string source)
    {
        var text = language.WithoutComments(source);
        if (language.WaitingMarks.Any(mark => text.Contains(mark, StringComparison.Ordinal)))
            return true;

        var before = default(ReadOnlySpan<char>);
        for (var at = 0; at < text.Length;)
        {
            if (!IsWordPart(text[at]))
            {
                at++;
                continue;
            }

            var end = EndOfWord(text, at);
            var word = text.AsSpan(at, end - at);
            if (Escapes(text, before, word, end))
                return true;

            before = word;
            at = end;
        }

        return false;
    }

    private bool Escapes(string text, ReadOnlySpan<char> before, ReadOnlySpan<char> word, int end)
    {
        if (word.SequenceEqual(CallByName))
            return !before.SequenceEqual(OfMath) && !HasLiteralArgument(text, end);

        if (Contains(language.GlobalTables, word) || Contains(roots, word))
            return !HasMember(text, end);

        if (Contains(language.OpenTables, word))
            return Next(text, end) == '[';

        return Contains(modules, word) && Contains(roots, before) && !HasMember(text, end);
    }

    // A name behind a dot or, in Lua, a colon; a backslash in it would be another name.
    private static bool HasMember(string text, int at)
    {
        at = SkipBlanks(text, at);
        if (at >= text.Length || text[at] is not ('.' or ':'))
            return false;

        at = SkipBlanks(text, at + 1);
        var end = EndOfWord(text, at);
        return end > at && (end == text.Length || text[end] != '\\');
    }

    // ("name" with nothing joined to it.
    private static bool HasLiteralArgument(string text, int at)
    {
        at = SkipBlanks(text, at);
        if (at >= text.Length || text[at] != '(')
            return false;

        at = SkipBlanks(text, at + 1);
        if (at >= text.Length || text[at] is not ('\'' or '"'))
            return false;

        var end = EndOfWord(text, at + 1);
        return end > at + 1 && end < text.Length && text[end] == text[at] && Next(text, end + 1) is ',' or ')';
    }

    private static char Next(string text, int at)
    {
        at = SkipBlanks(text, at);
        return at < text.Length ? text[at] : '\0';
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;

        return at;
    }

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && IsWordPart(text[at]))
            at++;

        return at;
    }

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static bool Contains(IReadOnlyCollection<string> words, ReadOnlySpan<char> word)
    {
        foreach (var one in words)
        {
            if (word.SequenceEqual(one))
                return true;
        }

        return false;
    }
}
