using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using System.Security.Authentication;

namespace Signalbox.Modules.Tls;

/// <summary>What a handshake agreed on, in OpenSSL's words.</summary>
internal static class TlsTexts
{
    /// <summary>E.g. <c>TLSv1.3</c>; null without TLS.</summary>
    public static string? Version(TlsSession? session) => session?.Stream is not { IsAuthenticated: true } stream ? null : (int)stream.SslProtocol switch
    {
        192 => "TLSv1",
        768 => "TLSv1.1",
        (int)SslProtocols.Tls12 => "TLSv1.2",
        (int)SslProtocols.Tls13 => "TLSv1.3",
        _ => "unknown",
    };

    /// <summary>Name of the cipher suite; null without TLS.</summary>
    public static string? Cipher(TlsSession? session) =>
        session?.Stream is { IsAuthenticated: true } stream ? CipherNames.Of(stream.NegotiatedCipherSuite) : null;

    /// <summary>The suite with its parts, and a line end; null without TLS.</summary>
    public static string? Description(TlsSession? session) =>
        session?.Stream is { IsAuthenticated: true } stream ? CipherNames.Describe(stream.NegotiatedCipherSuite, Version(session)!) : null;

    /// <summary>Length of the key.</summary>
    public static ScriptValue Bits(TlsSession? session) =>
        session?.Stream is { IsAuthenticated: true } stream ? ScriptValue.Of(CipherNames.BitsOf(stream.NegotiatedCipherSuite)) : ScriptValue.Undefined;

    /// <summary>The name that a client asked for; null when it asked for none.</summary>
    public static string? AskedName(TlsSession? session) =>
        session is { IsServer: true, Stream: { IsAuthenticated: true } stream } && stream.TargetHostName is { Length: > 0 } name ? name : null;

    /// <summary>1 or 0; undefined without TLS.</summary>
    public static ScriptValue Flag(TlsSession? session, Func<TlsSession, bool> read) =>
        session?.Stream is { IsAuthenticated: true } ? ScriptValue.Of(read(session) ? 1 : 0) : ScriptValue.Undefined;

    /// <summary>A text, undefined for null.</summary>
    public static ScriptValue Value(string? text) => text is null ? ScriptValue.Undefined : ScriptValue.Of(text);
}
