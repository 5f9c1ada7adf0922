using System.Globalization;

namespace Signalbox.Engine.Diagnostics;

/// <summary>Collects the findings of one load, in the order in which they were made.</summary>
public sealed class DiagnosticBag
{
    /// <summary>So many errors, and as many other findings, are kept.</summary>
    public const int MaxKept = 200;

    private const int MaxArgumentLength = 200;
    private readonly List<Diagnostic> _items = [];
    private int _others;

    /// <summary>All findings; at most <see cref="MaxKept"/> errors and as many others are kept.</summary>
    public IReadOnlyList<Diagnostic> Items => _items;

    /// <summary>Number of errors, also those beyond the kept ones.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>True when the configuration must not load.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <summary>True when no more errors are kept, so that looking for them is of no use.</summary>
    public bool IsFull => ErrorCount >= MaxKept;

    /// <summary>True when a finding was not kept.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Adds a finding with a hint; a long text among the arguments is shortened.</summary>
    public void Add(DiagnosticRule rule, SourceSpan? span, string hint, params object?[] arguments)
    {
        if (TryCount(rule.Severity))
            _items.Add(new Diagnostic(rule, span, string.Format(CultureInfo.InvariantCulture, rule.Format, Array.ConvertAll(arguments, Shorten)), Shortened(hint)));
    }

    /// <summary>Adds a finding of another bag as it is.</summary>
    public void Add(Diagnostic item)
    {
        if (TryCount(item.Rule.Severity))
            _items.Add(item);
    }

    /// <summary>Adds what another bag holds.</summary>
    /// <param name="other">The findings.</param>
    /// <param name="asWarnings">True when its errors are not certain, and so become warnings.</param>
    public void Add(DiagnosticBag other, bool asWarnings)
    {
        foreach (var item in other.Items)
        {
            var severity = asWarnings && item.Rule.Severity == Severity.Error ? Severity.Warning : item.Rule.Severity;
            Add(item.Rule with { Format = "{0}", Severity = severity }, item.Span, item.Hint, item.Message);
        }
    }

    /// <summary>The first error, or null.</summary>
    public Diagnostic? FirstError
    {
        get
        {
            foreach (var item in _items)
            {
                if (item.Rule.Severity == Severity.Error)
                    return item;
            }

            return null;
        }
    }

    /// <summary>Forgets errors behind a place of a text that turned out to have been misread.</summary>
    public void RemoveBehind(SourceText source, int start)
    {
        for (var i = _items.Count - 1; i >= 0; i--)
        {
            if (_items[i].Span is not { } span || !ReferenceEquals(span.Source, source) || span.Start <= start || _items[i].Rule.Severity != Severity.Error)
                continue;

            _items.RemoveAt(i);
            ErrorCount--;
        }
    }

    private bool TryCount(Severity severity)
    {
        var before = severity == Severity.Error ? ErrorCount++ : _others++;
        HasMore |= before >= MaxKept;
        return before < MaxKept;
    }

    private static object? Shorten(object? argument) => argument is string text ? Shortened(text) : argument;

    private static string Shortened(string text) => text.Length <= MaxArgumentLength ? text : $"{text[..MaxArgumentLength]}...";
}
