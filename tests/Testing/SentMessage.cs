namespace Signalbox.Testing;

/// <summary>A message that left the engine.</summary>
/// <param name="To">E.g. <c>udp:192.0.2.1:5060</c>.</param>
/// <param name="Socket">The listener it left from, e.g. <c>udp:127.0.0.1:5060</c>.</param>
/// <param name="Text">Its bytes, one char a byte.</param>
public sealed record SentMessage(string To, string Socket, string Text);
