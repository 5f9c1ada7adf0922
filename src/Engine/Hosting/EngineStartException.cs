using Signalbox.Engine.Diagnostics;

namespace Signalbox.Engine.Hosting;

/// <summary>The server cannot start; the message is one line for the operator.</summary>
public sealed class EngineStartException : Exception
{
    /// <summary>Creates it.</summary>
    /// <param name="message">One line.</param>
    /// <param name="diagnostics">What the configuration source found; empty when the cause lies elsewhere.</param>
    public EngineStartException(string message, IReadOnlyList<Diagnostic>? diagnostics = null)
        : base(message) => Diagnostics = diagnostics ?? [];

    /// <summary>Findings about the configuration, all of them, warnings too.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
