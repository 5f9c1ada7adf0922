using Signalbox.Engine.Routing;

namespace Signalbox.Script.Kemi;

/// <summary>
/// Finds out whether scripts may wait for the world, so that workers share a socket and hold no reply back when they do. A function
/// counts when its name stands as a word in the text, in a comment too; where names may be put together while the script runs
/// (<see cref="KemiEscapes"/>), any function counts.
/// </summary>
internal sealed class KemiWaits
{
    private const string Root = "KSR";
    private readonly List<KemiWaitingName> _names;
    private readonly KemiEscapes? _escapes;

    /// <summary>Looks for the blocking ones of <paramref name="functions"/> and for what the language itself can wait with.</summary>
    /// <param name="functions">All functions of the generation.</param>
    /// <param name="language">The language.</param>
    /// <param name="additions">Script text of modules, with further names of functions.</param>
    public KemiWaits(IReadOnlyCollection<KemiFunction> functions, KemiLanguage language, IReadOnlyCollection<IScriptAddition> additions)
    {
        var waiting = functions.SelectMany(static function => function.WaitingNames).ToList();
        var known = waiting.ConvertAll(static one => (one.Module, one.Name)).ToHashSet();
        _names = [.. waiting, .. language.WaitingWords.Select(static word => new KemiWaitingName(string.Empty, word))];
        foreach (var alias in additions.SelectMany(static addition => addition.Aliases))
        {
            if (known.Contains((alias.Module, alias.Function)))
                _names.Add(new KemiWaitingName(alias.Module, alias.Name));
        }

        if (waiting.Count > 0)
            _escapes = new KemiEscapes(language, [Root, .. additions.Select(static addition => addition.Root)], [.. waiting.Select(static one => one.Module).Append("x").Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>True when a script of the program may wait.</summary>
    public bool IsIn(KemiProgram program)
    {
        foreach (var source in program.Sources)
        {
            if (!source.IsBuiltIn && (IsIn(source.Text) || _escapes?.IsIn(source.Text) == true))
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
