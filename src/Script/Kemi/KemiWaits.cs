namespace Signalbox.Script.Kemi;

/// <summary>
/// Finds out whether scripts may wait for the world, so that workers share a socket and hold no reply back when they do. A function
/// counts when its name stands as a word in the text, in a comment too; a name that is put together while the script runs is not seen.
/// </summary>
internal sealed class KemiWaits
{
    private readonly List<KemiWaitingName> _names;

    /// <summary>Looks for the blocking ones of <paramref name="functions"/> and for what the language itself can wait with.</summary>
    public KemiWaits(IEnumerable<KemiFunction> functions, KemiLanguage language) =>
        _names = [.. functions.SelectMany(static function => function.WaitingNames), .. language.WaitingWords.Select(static word => new KemiWaitingName(string.Empty, word))];

    /// <summary>True when a script of the program may wait.</summary>
    public bool IsIn(KemiProgram program)
    {
        foreach (var source in program.Sources)
        {
            if (!source.IsBuiltIn && IsIn(source.Text))
                return true;
        }

        return false;
    }

    private bool IsIn(string text)
    {
        var words = Words(text);
        return _names.Exists(one => words.Contains(one.Name) && (one.Module.Length == 0 || words.Contains(one.Module)));
    }

    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var seen = words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
                end++;

            if (end > start)
                seen.Add(text.AsSpan(start, end - start));

            start = end + 1;
        }

        return words;
    }
}
