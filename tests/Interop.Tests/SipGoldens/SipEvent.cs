namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>One record of a <c>.sip</c> file.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Endpoint">The tester's own socket; null for a note.</param>
/// <param name="ServerPort">Port of the server's side.</param>
/// <param name="At">Time since the case began.</param>
/// <param name="Text">The bytes as Latin-1; the text of a note.</param>
internal sealed record SipEvent(SipEventKind Kind, SipEndpoint? Endpoint, int ServerPort, TimeSpan At, string Text)
{
    /// <summary>The first line, for messages to people.</summary>
    public string FirstLine => SipText.FirstLine(Text);
}
