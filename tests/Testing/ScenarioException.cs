namespace Signalbox.Testing;

/// <summary>A scenario did not go as written.</summary>
/// <param name="message">Which step, what was wanted and what happened.</param>
public sealed class ScenarioException(string message) : Exception(message);
