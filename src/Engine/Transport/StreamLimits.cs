using Signalbox.Engine.Configuration;

namespace Signalbox.Engine.Transport;

/// <summary>What a stream may carry.</summary>
/// <param name="MaxMessageBytes">Longest message; a longer one ends the connection.</param>
/// <param name="AcceptWithoutLength">A message without Content-Length ends at its empty line.</param>
/// <param name="Hep">How HEP3 packets are cut out.</param>
/// <param name="AcceptHttp">HTTP requests are cut out, too.</param>
internal readonly record struct StreamLimits(int MaxMessageBytes, bool AcceptWithoutLength, HepFraming Hep, bool AcceptHttp = false)
{
    /// <summary>The limits that a generation sets.</summary>
    public static StreamLimits Of(CoreSettings settings, bool acceptHttp) =>
        new(settings.TcpReadBufferBytes, settings.TcpAcceptNoContentLength, HepOf(settings), acceptHttp);

    // HEP has no Content-Length, so it needs leave to come without, as in the peer.
    private static HepFraming HepOf(CoreSettings settings) =>
        !settings.TcpAcceptHep3 ? HepFraming.AsMessage : settings.TcpAcceptNoContentLength ? HepFraming.ByLength : HepFraming.Refused;
}
