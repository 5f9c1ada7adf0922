using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Auth.Api;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.AuthDb;

/// <content>Functions.</content>
internal sealed partial class AuthDbModule
{
    private const RouteKinds CheckRoutes = RouteKinds.Request | RouteKinds.Event | RouteKinds.BranchFailure;
    private const string Results = "1 good, -1 error, -2 wrong password, -3 unknown user, -4 nonce over or not ours, -5 no credentials, -6 nonce used before";
    private const int OwnUser = 1;
    private const int WithDomain = 1;
    private const int LongestHash = 64;

    /// <summary>See <see cref="AuthResult"/>.</summary>
    [Function("auth_check", Routes = CheckRoutes, Blocking = true, Summary = "Authorization for REGISTER, Proxy-Authorization for others; flag 1: the user must be the one that the request names, else -8. " + Results + ".")]
    public ReturnCode CheckEither(RoutingContext context, ScriptValue realm, string table, int flags)
    {
        var isProxy = context.Message.Method != SipMethod.Register;
        var result = Check(context, realm, table, isProxy, null, out var credentials);
        var needsOwn = result == AuthResult.Ok && (flags & OwnUser) != 0 && credentials.UserName.Length > 0;
        return (int)(needsOwn && !_digest.IsOwnUser(context, credentials) ? AuthResult.UserMismatch : result);
    }

    /// <summary>See <see cref="AuthResult"/>.</summary>
    [Function("www_authenticate", Routes = CheckRoutes, Blocking = true, Kemi = "www_authenticate/2,www_authenticate_method/3", Summary = "Checks Authorization; a third argument is the method that it was made for. " + Results + ".")]
    public ReturnCode CheckWww(RoutingContext context, ScriptValue realm, string table, string? method = null) =>
        (int)Check(context, realm, table, isProxy: false, method, out _);

    /// <summary>See <see cref="AuthResult"/>.</summary>
    [Function("www_authorize", Routes = CheckRoutes, Surface = Surfaces.Cfg, Blocking = true, Summary = "As www_authenticate.")]
    public ReturnCode CheckWwwOld(RoutingContext context, ScriptValue realm, string table) =>
        (int)Check(context, realm, table, isProxy: false, null, out _);

    /// <summary>See <see cref="AuthResult"/>.</summary>
    [Function("proxy_authenticate", Routes = CheckRoutes, Surface = Surfaces.Cfg, Blocking = true, Summary = "As www_authenticate, for Proxy-Authorization.")]
    [Function("proxy_authorize", Routes = CheckRoutes, Surface = Surfaces.Cfg, Blocking = true, Summary = "As proxy_authenticate.")]
    public ReturnCode CheckProxy(RoutingContext context, ScriptValue realm, string table) =>
        (int)Check(context, realm, table, isProxy: true, null, out _);

    /// <summary>1 or -1.</summary>
    [Function("is_subscriber", Routes = RouteKinds.Any, Blocking = true, Summary = "True when the user of a URI is in the table; flag 1: with the URI's domain. Sets the variables of load_credentials.")]
    public ReturnCode IsSubscriber(RoutingContext context, ScriptValue uri, string table, int flags)
    {
        using var text = new ValueBytes(context.Worker, uri);
        if (!SipUriParser.TryParse(text.Span, out var parts) || parts.User.IsEmpty)
            return ReturnCode.False;

        var query = (flags & WithDomain) != 0 ? QueryWithDomain(table) : QueryOf(table);
        var user = text.Span.Slice(parts.User.Start, parts.User.Length);
        if (!TryFind(query, user, text.Span.Slice(parts.Host.Start, parts.Host.Length), isSecond: false, out var row) || row is null)
            return ReturnCode.False;

        Publish(context, row);
        return ReturnCode.True;
    }

    private AuthResult Check(RoutingContext context, in ScriptValue realm, string table, bool isProxy, string? method, out DigestCredentials credentials)
    {
        using var realmBytes = new ValueBytes(context.Worker, realm);
        credentials = default;
        if (realmBytes.Span.IsEmpty || table.Length == 0)
            return AuthResult.Error;

        if (_digest.Begin(context, realmBytes.Span, isProxy, out credentials) is { } early)
            return early;

        var message = context.Message;
        var domain = credentials.Domain(message);
        var isSecond = !domain.IsEmpty && !CalculateHa1;
        var asked = domain.IsEmpty ? realmBytes.Span : message.Span(domain);
        if (!TryFind(QueryOf(table), message.Span(credentials.User(message)), asked, isSecond, out var row))
            return AuthResult.Error;

        if (row is null)
            return AuthResult.UnknownUser;

        var result = Verify(context, credentials, row[0], method);
        if (result == AuthResult.Ok || ForceGenerateAvps)
            Publish(context, row);

        return result;
    }

    private AuthResult Verify(RoutingContext context, in DigestCredentials credentials, in ScriptValue stored, string? method)
    {
        using var password = new ValueBytes(context.Worker, stored);
        Span<byte> ha1 = stackalloc byte[LongestHash];
        scoped var given = password.Span;
        if (CalculateHa1)
        {
            _digest.WriteHa1(context, credentials, password.Span, ha1);
            given = ha1[.._digest.HashLength(context)];
        }

        var message = context.Message;
        return _digest.Verify(context, credentials, given, method is null ? message.Span(message.MethodText) : Latin1.ToBytes(method));
    }

    private bool TryFind(SubscriberQuery query, ReadOnlySpan<byte> user, ReadOnlySpan<byte> domain, bool isSecond, out ScriptValue[]? row)
    {
        row = null;
        try
        {
            row = query.Find(_database!, user, domain, isSecond);
            return true;
        }
        catch (StoreException exception)
        {
            _log.LogError("{Reason}", exception.Message);
            return false;
        }
    }

    private void Publish(RoutingContext context, ScriptValue[] row)
    {
        for (var i = 0; i < _further.Length; i++)
        {
            if (row[i + 1].IsDefined)
                _further[i].Target.Write(context, row[i + 1]);
        }
    }
}
