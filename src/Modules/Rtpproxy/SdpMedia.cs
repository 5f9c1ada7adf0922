using Signalbox.Engine.Messages;

namespace Signalbox.Modules.Rtpproxy;

/// <summary>One <c>m=</c> line of a session description; places are in the message.</summary>
/// <param name="Port">Where its port stands.</param>
/// <param name="PortNumber">The port; 0 = the media is refused.</param>
/// <param name="Formats">Payload types, with blanks between them; empty when it is no RTP.</param>
internal sealed record SdpMedia(TextRange Port, int PortNumber, TextRange Formats)
{
    /// <summary>Address of its own c= line, from the type (IP4, IP6) on; empty = that of the session counts.</summary>
    public TextRange Connection { get; set; }
}
