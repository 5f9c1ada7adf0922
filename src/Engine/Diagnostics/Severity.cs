namespace Signalbox.Engine.Diagnostics;

/// <summary>How grave a diagnostic is.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is refused.</summary>
    Info,

    /// <summary>Probably a mistake; the configuration still loads.</summary>
    Warning,

    /// <summary>The configuration does not load.</summary>
    Error,
}
