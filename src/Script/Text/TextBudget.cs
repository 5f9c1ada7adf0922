using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Text;

/// <summary>How much text one load may make: a few lines of defines, rules or includes can stand for more than any machine holds.</summary>
internal sealed class TextBudget(DiagnosticBag diagnostics)
{
    /// <summary>Tokens of all files.</summary>
    public const int MaxTokens = 1_000_000;

    /// <summary>Uses of defines.</summary>
    public const int MaxExpansions = 100_000;

    /// <summary>Defines inside one another.</summary>
    public const int MaxNesting = 64;

    /// <summary>Files, with those that are included.</summary>
    public const int MaxFiles = 2_000;

    /// <summary>Characters of all files.</summary>
    public const long MaxCharacters = 256L * 1024 * 1024;

    /// <summary>Characters that one rule may make of one text.</summary>
    public const int MaxReplaced = 256 * 1024;

    /// <summary>Characters that substitutions may make.</summary>
    public const int MaxSubstituted = 16 * 1024 * 1024;

    private int _expansions;
    private int _files;
    private long _characters;
    private long _substituted;

    /// <summary>True when reading ends because too much was made or too many errors were found.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Counts the use of a define; false when it must not be carried out.</summary>
    public bool TryExpand(int nesting, SourceSpan span)
    {
        if (nesting >= MaxNesting)
            return Spend(span, $"more than {MaxNesting} defines stand inside one another");

        return ++_expansions <= MaxExpansions || Spend(span, $"more than {MaxExpansions} uses of defines");
    }

    /// <summary>Counts a file; false when it must not be read.</summary>
    public bool TryOpen(long length, SourceSpan? span)
    {
        if (++_files > MaxFiles)
            return Spend(span, $"more than {MaxFiles} files are included");

        _characters += length;
        return _characters <= MaxCharacters || Spend(span, $"the files hold more than {MaxCharacters / (1024 * 1024)} MiB");
    }

    /// <summary>Counts the text that a rule made; false when there is too much.</summary>
    public bool TrySubstitute(int length, SourceSpan? span)
    {
        _substituted += length;
        return _substituted <= MaxSubstituted || Spend(span, $"substitutions make more than {MaxSubstituted / (1024 * 1024)} MiB of text");
    }

    /// <summary>False when reading has to end.</summary>
    public bool MayGoOn(int tokens, SourceSpan span)
    {
        if (diagnostics.IsFull)
            IsSpent = true;
        else if (tokens > MaxTokens)
            Spend(span, $"there are more than {MaxTokens} words and signs");

        return !IsSpent;
    }

    /// <summary>Ends reading and says why, once.</summary>
    public bool Spend(SourceSpan? span, string reason)
    {
        if (!IsSpent)
            diagnostics.Add(TextRules.TooMuchText, span, string.Empty, reason);

        IsSpent = true;
        return false;
    }
}
