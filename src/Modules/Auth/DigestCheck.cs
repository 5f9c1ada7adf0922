using System.Globalization;
using System.Security.Cryptography;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Auth.Api;

namespace Signalbox.Modules.Auth;

/// <summary>Checks answers to challenges (RFC 7616 §3.4.1).</summary>
internal sealed class DigestCheck(DigestAlgorithm algorithm, NonceMaker nonces)
{
    /// <summary>The hash in use.</summary>
    public DigestAlgorithm Algorithm => algorithm;

    /// <summary>Finds credentials and checks all but the password; null when that is next.</summary>
    public AuthResult? Begin(RoutingContext context, ReadOnlySpan<byte> realm, bool isProxy, out DigestCredentials credentials)
    {
        credentials = default;
        var message = context.Message;
        if (message.Method is SipMethod.Ack or SipMethod.Cancel)
            return AuthResult.Ok;

        var header = isProxy ? HeaderName.ProxyAuthorization : HeaderName.Authorization;
        if (!CredentialReader.TryFind(message, header, realm, out credentials))
            return AuthResult.NoCredentials;

        if (!IsComplete(credentials) || !TryReadCount(message, credentials, out var count))
            return AuthResult.Error;

        return nonces.Check(context, message.Span(credentials.Nonce), count) switch
        {
            NonceState.Good => null,
            NonceState.Malformed => AuthResult.Error,
            NonceState.Reused => AuthResult.NonceReused,
            _ => AuthResult.StaleNonce,
        };
    }

    /// <summary>Writes HA1.</summary>
    public void WriteHa1(RoutingContext context, in DigestCredentials credentials, ReadOnlySpan<byte> password, Span<byte> ha1)
    {
        var text = context.Worker.RentWriter();
        text.Write(context.Message.Span(credentials.UserName));
        text.Write((byte)':');
        text.Write(context.Message.Span(credentials.Realm));
        text.Write((byte)':');
        text.Write(password);
        algorithm.Write(text.Written, ha1);
        context.Worker.Return(text);
    }

    /// <summary>Checks the answer.</summary>
    public AuthResult Verify(RoutingContext context, in DigestCredentials credentials, ReadOnlySpan<byte> ha1, ReadOnlySpan<byte> method)
    {
        var message = context.Message;
        if (credentials.Response.Length != algorithm.Length)
            return AuthResult.Error;

        Span<byte> expected = stackalloc byte[DigestAlgorithm.MaxLength];
        Write(context, credentials, ha1, method, expected[..algorithm.Length]);
        return CryptographicOperations.FixedTimeEquals(expected[..algorithm.Length], message.Span(credentials.Response)) ? AuthResult.Ok : AuthResult.WrongPassword;
    }

    /// <summary>Adds Authentication-Info to replies (RFC 7616 §3.5): the proof that this side knows the password.</summary>
    public void AppendInfo(RoutingContext context, in DigestCredentials credentials, ReadOnlySpan<byte> ha1)
    {
        var message = context.Message;
        Span<byte> proof = stackalloc byte[DigestAlgorithm.MaxLength];
        Write(context, credentials, ha1, default, proof[..algorithm.Length]);
        var lines = context.Worker.RentWriter();
        lines.Write(context.ReplyHeaders.Span);
        lines.Write("Authentication-Info: rspauth=\""u8);
        lines.Write(proof[..algorithm.Length]);
        lines.Write((byte)'"');
        if (!credentials.Qop.IsEmpty)
        {
            Field(lines, ", cnonce=\""u8, message.Span(credentials.ClientNonce), "\""u8);
            Field(lines, ", nc="u8, message.Span(credentials.NonceCount), default);
            Field(lines, ", qop="u8, message.Span(credentials.Qop), default);
        }

        lines.Write("\r\n"u8);
        context.ReplyHeaders.Set(lines.Written);
        context.Worker.Return(lines);
    }

    private static void Field(ByteWriter lines, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ReadOnlySpan<byte> end)
    {
        lines.Write(name);
        lines.Write(value);
        lines.Write(end);
    }

    private void Write(RoutingContext context, in DigestCredentials credentials, ReadOnlySpan<byte> ha1, ReadOnlySpan<byte> method, Span<byte> answer)
    {
        var message = context.Message;
        var qop = message.Span(credentials.Qop);
        Span<byte> hash = stackalloc byte[DigestAlgorithm.MaxLength];
        var length = algorithm.Length;
        var text = context.Worker.RentWriter();
        text.Write(method);
        text.Write((byte)':');
        text.Write(message.Span(credentials.Uri));
        if (Latin1.EqualsIgnoreCase(qop, "auth-int"u8))
        {
            algorithm.Write(message.Span(message.Body), hash[..length]);
            text.Write((byte)':');
            text.Write(hash[..length]);
        }

        algorithm.Write(text.Written, hash[..length]);
        text.Clear();
        text.Write(ha1);
        text.Write((byte)':');
        text.Write(message.Span(credentials.Nonce));
        text.Write((byte)':');
        if (!qop.IsEmpty)
        {
            text.Write(message.Span(credentials.NonceCount));
            text.Write((byte)':');
            text.Write(message.Span(credentials.ClientNonce));
            text.Write((byte)':');
            text.Write(qop);
            text.Write((byte)':');
        }

        text.Write(hash[..length]);
        algorithm.Write(text.Written, answer);
        context.Worker.Return(text);
    }

    private static bool IsComplete(in DigestCredentials credentials) =>
        !credentials.UserName.IsEmpty
        && !credentials.Nonce.IsEmpty
        && !credentials.Uri.IsEmpty
        && !credentials.Response.IsEmpty
        && (credentials.Qop.IsEmpty || (!credentials.ClientNonce.IsEmpty && !credentials.NonceCount.IsEmpty));

    // The counter has eight hexadecimal digits (RFC 7616 §3.4); it only counts with a quality of protection.
    private static bool TryReadCount(SipMessage message, in DigestCredentials credentials, out uint? count)
    {
        count = null;
        if (credentials.Qop.IsEmpty)
            return true;

        var good = uint.TryParse(message.Span(credentials.NonceCount), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number);
        count = number;
        return good;
    }
}
