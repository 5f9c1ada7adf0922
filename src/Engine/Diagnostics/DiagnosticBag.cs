using System.Globalization;

namespace Signalbox.Engine.Diagnostics;

/// <summary>Collects the findings of one load, in the order in which they were made.</summary>
public sealed class DiagnosticBag
{
    private const int MaxKept = 200;
    private readonly List<Diagnostic> _items = [];

    /// <summary>All findings; at most 200 are kept.</summary>
    public IReadOnlyList<Diagnostic> Items => _items;

    /// <summary>Number of errors, also those beyond the kept ones.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>True when the configuration must not load.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <summary>Adds a finding with a hint.</summary>
    public void Add(DiagnosticRule rule, SourceSpan? span, string hint, params object?[] arguments)
    {
        if (rule.Severity == Severity.Error)
            ErrorCount++;

        if (_items.Count < MaxKept)
            _items.Add(new Diagnostic(rule, span, string.Format(CultureInfo.InvariantCulture, rule.Format, arguments), hint));
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
}
