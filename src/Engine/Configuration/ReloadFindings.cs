using System.Globalization;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Engine.Configuration;

/// <summary>What a reload has found out so far, and the outcomes that are made of it.</summary>
/// <param name="Diagnostics">Findings of the load.</param>
/// <param name="Changes">Differences; empty when it was not compared.</param>
/// <param name="LoadTime">Time to read, parse, bind and compile.</param>
internal sealed record ReloadFindings(DiagnosticBag Diagnostics, List<ReloadChange> Changes, TimeSpan LoadTime)
{
    /// <summary>Nothing was loaded.</summary>
    public static ReloadFindings None => new(new DiagnosticBag(), [], TimeSpan.Zero);

    /// <summary>The differences that need a restart.</summary>
    public List<ReloadChange> Waiting => Changes.FindAll(static change => change.Class == ChangeClass.NeedsRestart);

    /// <summary>The first error and how many there are, on one line.</summary>
    public static string Summary(DiagnosticBag diagnostics)
    {
        var first = diagnostics.FirstError?.Headline ?? "the configuration cannot be loaded";
        var count = diagnostics.ErrorCount.ToString(CultureInfo.InvariantCulture);
        return diagnostics.ErrorCount > 1 ? $"{first} ({count} errors)" : first;
    }

    /// <summary>Nothing has changed.</summary>
    /// <param name="error">One line for the operator.</param>
    /// <param name="generation">The generation that stays; 0 when there is none.</param>
    public ReloadOutcome Refuse(string error, int generation) => new()
    {
        Generation = generation,
        Old = generation,
        Error = error,
        Diagnostics = Diagnostics.Items,
        LoadTime = LoadTime,
        Changes = Changes,
        RestartRequired = Lines(Waiting),
    };

    /// <summary>Nothing has changed, because of what needs a restart; each such change is a finding with its place.</summary>
    public ReloadOutcome RefuseWaiting(int generation)
    {
        foreach (var change in Waiting)
            Diagnostics.Add(ReloadRules.NeedsRestart, change.Span, string.Empty, change.ToString());

        return Refuse($"restart required: {string.Join("; ", Lines(Waiting))}", generation);
    }

    /// <summary>The new generation is live, or for a check would be.</summary>
    public ReloadOutcome Accept(int generation, int old, TimeSpan swapTime, IReadOnlyList<string> warnings) => new()
    {
        Succeeded = true,
        Generation = generation,
        Old = old,
        Diagnostics = Diagnostics.Items,
        LoadTime = LoadTime,
        SwapTime = swapTime,
        Changes = Changes,
        RestartRequired = Lines(Waiting),
        Warnings = warnings,
    };

    private static List<string> Lines(List<ReloadChange> waiting) => waiting.ConvertAll(static change => change.ToPlacedString());
}
