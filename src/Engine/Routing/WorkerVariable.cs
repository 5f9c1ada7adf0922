namespace Signalbox.Engine.Routing;

/// <summary>The place of a script variable in <see cref="WorkerVariables"/>.</summary>
/// <param name="Name">Name in the script.</param>
/// <param name="Number">Position, from 0, for the life of the process.</param>
public sealed record WorkerVariable(string Name, int Number);
