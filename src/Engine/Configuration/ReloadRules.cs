using Signalbox.Engine.Diagnostics;

namespace Signalbox.Engine.Configuration;

/// <summary>Findings of a reload, beside those of the configuration itself.</summary>
public static class ReloadRules
{
    /// <summary>A change that cannot count before a restart.</summary>
    public static readonly DiagnosticRule NeedsRestart = new("CFG0420", Severity.Error, "{0}: found a change that needs a restart, expected only what can change now; force applies the rest");

    /// <summary>A file without requests to answer: it is cut off, or still being written.</summary>
    public static readonly DiagnosticRule RequestRouteGone = new("CFG0422", Severity.Error, "found no request_route, expected one as the running configuration has it: was the file cut off? force loads it all the same");

    /// <summary>The load itself failed.</summary>
    public static readonly DiagnosticRule Defect = new("CFG0421", Severity.Error, "the configuration cannot be loaded: {0}");
}
