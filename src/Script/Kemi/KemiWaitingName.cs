namespace Signalbox.Script.Kemi;

/// <summary>What a script must name to call something that may wait for the world.</summary>
/// <param name="Module">Module that must be named too; empty when the name alone will do.</param>
/// <param name="Name">Name of the function.</param>
internal sealed record KemiWaitingName(string Module, string Name);
