namespace Signalbox.Modules.Dispatcher;

/// <summary>One destination as a file, a table or a command has it.</summary>
/// <param name="Set">Number of the set.</param>
/// <param name="Uri">SIP URI.</param>
/// <param name="Flags">State at first.</param>
/// <param name="Priority">Higher ones come first.</param>
/// <param name="Attributes">Attributes.</param>
internal sealed record DestinationLine(int Set, string Uri, DestinationFlags Flags, int Priority, DestinationAttributes Attributes);
