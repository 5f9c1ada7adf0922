using System.Security.Authentication;

namespace Signalbox.Engine.Transport;

/// <summary>Why a TLS handshake that was begun here failed, in words for the operator.</summary>
internal static class HandshakeFailure
{
    /// <summary>True when an exception ended the handshake, or when the peer refused our side of it as soon as we read.</summary>
    public static bool IsOne(Exception refused, StreamConnection connection) =>
        connection.Tls is not null
        && (!connection.IsReady || refused is AuthenticationException || refused.InnerException is AuthenticationException || IsAlert(refused));

    /// <summary>One line: profile, what was wrong, what to do.</summary>
    public static string Explain(Exception refused, TlsSession session)
    {
        var profile = session.Profile.Length > 0 ? $"profile {session.Profile}: " : string.Empty;
        if (session.Refusal.Length > 0)
            return profile + session.Refusal;

        var reason = refused switch
        {
            OperationCanceledException => "the peer did not answer in time; is it a TLS port?",
            _ when IsAlert(refused) => $"{Innermost(refused)}; the peer refused it, its log knows more: compare versions, ciphers and the certificate that it wants of us",
            IOException => $"{Innermost(refused)}; the peer ended the connection: is it a TLS port, and does it want a certificate of us?",
            _ => $"{Innermost(refused)}; compare method and cipher_list with the peer's",
        };
        return profile + reason;
    }

    // OpenSSL's words for what a peer says: "sslv3 alert handshake failure", "tlsv13 alert certificate required".
    private static bool IsAlert(Exception refused) => Innermost(refused).Contains("alert", StringComparison.OrdinalIgnoreCase);

    private static string Innermost(Exception refused)
    {
        while (refused.InnerException is { } inner)
            refused = inner;

        return refused.Message;
    }
}
