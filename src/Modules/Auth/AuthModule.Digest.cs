using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Auth.Api;

namespace Signalbox.Modules.Auth;

/// <content>What other modules and the functions share.</content>
internal sealed partial class AuthModule : IDigestAuthentication
{
    private static readonly ItemSlot<HeaderMark> Authorized = new();

    /// <inheritdoc />
    public int HashLength(RoutingContext context) => CheckOf(context).Algorithm.Length;

    /// <inheritdoc />
    public AuthResult? Begin(RoutingContext context, ReadOnlySpan<byte> realm, bool isProxy, out DigestCredentials credentials) =>
        CheckOf(context).Begin(context, realm, isProxy, out credentials);

    /// <inheritdoc />
    public void WriteHa1(RoutingContext context, in DigestCredentials credentials, ReadOnlySpan<byte> password, Span<byte> ha1) =>
        CheckOf(context).WriteHa1(context, credentials, password, ha1);

    /// <inheritdoc />
    public AuthResult Verify(RoutingContext context, in DigestCredentials credentials, ReadOnlySpan<byte> ha1, ReadOnlySpan<byte> method)
    {
        var result = CheckOf(context).Verify(context, credentials, ha1, method);
        if (result != AuthResult.Ok)
            return result;

        context.Items.Set(Authorized, HeaderMark.Of(credentials.HeaderIndex));
        if (AddAuthInfo)
            CheckOf(context).AppendInfo(context, credentials, ha1);

        return result;
    }

    /// <inheritdoc />
    public bool IsOwnUser(RoutingContext context, in DigestCredentials credentials)
    {
        var message = context.Message;
        if (!message.TryGetFrom(out var from) || !IsUser(message, message.Span(from.Uri), credentials))
            return false;

        if (message.Method == SipMethod.Register)
            return message.TryGetTo(out var to) && IsUser(message, message.Span(to.Uri), credentials);

        return message.Method != SipMethod.Publish || IsUser(message, context.RequestUri, credentials);
    }

    private bool IsUser(SipMessage message, ReadOnlySpan<byte> text, in DigestCredentials credentials)
    {
        if (!SipUriParser.TryParse(text, out var uri))
            return false;

        if (!text.Slice(uri.User.Start, uri.User.Length).SequenceEqual(message.Span(credentials.User(message))))
            return false;

        if (!UseDomain)
            return true;

        var domain = message.Span(credentials.Domain(message));
        return Latin1.EqualsIgnoreCase(text.Slice(uri.Host.Start, uri.Host.Length), domain.IsEmpty ? WithoutPrefix(message.Span(credentials.Realm)) : domain);
    }

    private ReadOnlySpan<byte> WithoutPrefix(ReadOnlySpan<byte> realm) =>
        _realmPrefix.Length > 0 && realm.StartsWith(_realmPrefix) ? realm[_realmPrefix.Length..] : realm;
}
