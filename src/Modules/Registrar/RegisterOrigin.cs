using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Registrar;

/// <summary>What all contacts of a REGISTER have in common.</summary>
/// <param name="Context">The REGISTER.</param>
/// <param name="CallId">Its Call-ID.</param>
/// <param name="CSeq">Its CSeq number.</param>
/// <param name="Received">Where it really came from, as a URI; empty when that was not asked for.</param>
/// <param name="Path">Its Path; empty when there is none or it does not count.</param>
internal readonly record struct RegisterOrigin(RoutingContext Context, TextRange CallId, uint CSeq, byte[] Received, byte[] Path)
{
    /// <summary>The message.</summary>
    public SipMessage Message => Context.Message;

    /// <summary>Its User-Agent; <c>n/a</c> when it has none.</summary>
    public ReadOnlySpan<byte> UserAgent
    {
        get
        {
            var index = Message.Find(HeaderName.UserAgent);
            return index < 0 || Message.Header(index).Value.IsEmpty ? "n/a"u8 : Message.Span(Message.Header(index).Value);
        }
    }
}
