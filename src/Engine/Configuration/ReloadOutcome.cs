using Signalbox.Engine.Diagnostics;

namespace Signalbox.Engine.Configuration;

/// <summary>What came of a reload.</summary>
public sealed record ReloadOutcome
{
    /// <summary>True when the new generation is live (or, for a check, would be).</summary>
    public bool Succeeded { get; init; }

    /// <summary>Generation that is live now.</summary>
    public int Generation { get; init; }

    /// <summary>Generation that was live before.</summary>
    public int Old { get; init; }

    /// <summary>One line for the operator on failure: first error and count.</summary>
    public string Error { get; init; } = string.Empty;

    /// <summary>True when nothing was tried because another reload is under way.</summary>
    public bool IsBusy { get; init; }

    /// <summary>All findings.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Time to read, parse, bind and compile.</summary>
    public TimeSpan LoadTime { get; init; }

    /// <summary>Time of the swap itself.</summary>
    public TimeSpan SwapTime { get; init; }

    /// <summary>What differs, those that wait for a restart included.</summary>
    public IReadOnlyList<ReloadChange> Changes { get; init; } = [];

    /// <summary>Changes that need a restart, one line each.</summary>
    public IReadOnlyList<string> RestartRequired { get; init; } = [];

    /// <summary>What the operator should know besides the findings, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Number of changes of a kind in one direction; null = in any.</summary>
    public int Count(ChangeKind kind, string? verb = null)
    {
        var count = 0;
        foreach (var change in Changes)
        {
            if (change.Kind == kind && (verb is null || change.Verb == verb))
                count++;
        }

        return count;
    }
}
