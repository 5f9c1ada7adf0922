using Signalbox.Engine.Diagnostics;

namespace Signalbox.Engine.Configuration;

/// <summary>Findings of a reload, beside those of the configuration itself.</summary>
public static class ReloadRules
{
    /// <summary>A change that cannot count before a restart.</summary>
    public static readonly DiagnosticRule NeedsRestart = new("CFG0420", Severity.Error, "{0}: found a change that needs a restart, expected only what can change now; force applies the rest");

    /// <summary>The load itself failed.</summary>
    public static readonly DiagnosticRule Defect = new("CFG0421", Severity.Error, "the configuration cannot be loaded: {0}");
}
