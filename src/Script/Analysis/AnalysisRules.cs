using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Analysis;

/// <summary>What loads and is probably a mistake: found by looking at the whole configuration.</summary>
internal static class AnalysisRules
{
    public static readonly DiagnosticRule Unreachable = new("CFG0280", Severity.Warning, "this is never reached: {0}");

    public static readonly DiagnosticRule Unanswered = new("CFG0281", Severity.Warning, "request_route can end without a reply, a relay or a drop");

    public static readonly DiagnosticRule NeverWritten = new("CFG0282", Severity.Warning, "'{0}' is read, and nothing gives it a value");

    public static readonly DiagnosticRule UnusedRoute = new("CFG0283", Severity.Info, "{0} is never called");
}
