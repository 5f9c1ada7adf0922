namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>A message that came.</summary>
/// <param name="Text">Its bytes as Latin-1.</param>
/// <param name="ServerPort">The server's port that it came from.</param>
/// <param name="At">When.</param>
internal sealed record SipArrival(string Text, int ServerPort, DateTime At);
