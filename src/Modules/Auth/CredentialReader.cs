using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Auth.Api;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Auth;

/// <summary>Reads digest credentials; input comes from anybody.</summary>
internal static class CredentialReader
{
    /// <summary>Finds the first header of a kind whose credentials are for a realm.</summary>
    public static bool TryFind(SipMessage message, HeaderName header, ReadOnlySpan<byte> realm, out DigestCredentials credentials)
    {
        credentials = default;
        for (var i = message.Find(header); i >= 0; i = message.Find(header, i + 1))
        {
            if (TryRead(message, i, out credentials) && message.Span(credentials.Realm).SequenceEqual(realm))
                return true;
        }

        return false;
    }

    /// <summary>Reads one header.</summary>
    /// <returns>False when it is no digest.</returns>
    public static bool TryRead(SipMessage message, int index, out DigestCredentials credentials)
    {
        credentials = new DigestCredentials { HeaderIndex = index };
        var fields = new DigestFields(message, index);
        while (fields.TryRead(out var name, out var value))
            Set(ref credentials, name, value);

        return fields.IsDigest;
    }

    private static void Set(ref DigestCredentials credentials, ReadOnlySpan<byte> name, TextRange value)
    {
        if (Latin1.EqualsIgnoreCase(name, "username"u8))
            credentials.UserName = value;
        else if (Latin1.EqualsIgnoreCase(name, "realm"u8))
            credentials.Realm = value;
        else if (Latin1.EqualsIgnoreCase(name, "nonce"u8))
            credentials.Nonce = value;
        else if (Latin1.EqualsIgnoreCase(name, "uri"u8))
            credentials.Uri = value;
        else if (Latin1.EqualsIgnoreCase(name, "response"u8))
            credentials.Response = value;
        else if (Latin1.EqualsIgnoreCase(name, "algorithm"u8))
            credentials.Algorithm = value;
        else if (Latin1.EqualsIgnoreCase(name, "cnonce"u8))
            credentials.ClientNonce = value;
        else if (Latin1.EqualsIgnoreCase(name, "nc"u8))
            credentials.NonceCount = value;
        else if (Latin1.EqualsIgnoreCase(name, "qop"u8))
            credentials.Qop = value;
    }
}
