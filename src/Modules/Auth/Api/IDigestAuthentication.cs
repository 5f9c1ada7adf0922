using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Auth.Api;

/// <summary>Digest authentication for modules that know passwords.</summary>
internal interface IDigestAuthentication
{
    /// <summary>Number of hexadecimal digits of the hash in use for a message.</summary>
    int HashLength(RoutingContext context);

    /// <summary>Finds the credentials of a request and checks everything but the password.</summary>
    /// <param name="context">The request.</param>
    /// <param name="realm">Realm that they must have.</param>
    /// <param name="isProxy">True for Proxy-Authorization, false for Authorization.</param>
    /// <param name="credentials">What was found; only with a result of null.</param>
    /// <returns>Null when the password is to be checked now, else the result: ACK and CANCEL are good without any.</returns>
    AuthResult? Begin(RoutingContext context, ReadOnlySpan<byte> realm, bool isProxy, out DigestCredentials credentials);

    /// <summary>Writes HA1 of a user and a password: <see cref="HashLength"/> gives how many lower-case hexadecimal digits.</summary>
    void WriteHa1(RoutingContext context, in DigestCredentials credentials, ReadOnlySpan<byte> password, Span<byte> ha1);

    /// <summary>Checks the answer against HA1; good ones can be taken out by consume_credentials.</summary>
    /// <param name="context">The request.</param>
    /// <param name="credentials">What <see cref="Begin"/> gave.</param>
    /// <param name="ha1">HA1 in hexadecimal digits.</param>
    /// <param name="method">Method that the answer was made for.</param>
    AuthResult Verify(RoutingContext context, in DigestCredentials credentials, ReadOnlySpan<byte> ha1, ReadOnlySpan<byte> method);

    /// <summary>Checks that the user of good credentials is the one that the message names.</summary>
    /// <returns>False on a mismatch: REGISTER must have the user in From and To, PUBLISH in From and the request URI, others in From.</returns>
    bool IsOwnUser(RoutingContext context, in DigestCredentials credentials);
}
