using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Auth.Api;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Auth;

/// <content>Checks with passwords of the script.</content>
internal sealed partial class AuthModule
{
    private static readonly ItemSlot<DigestCheck> Chosen = new();
    private const string Results = "1 good, -1 cannot be read, -2 wrong password, -4 nonce over or not ours, -5 no credentials, -6 nonce used before";
    private const int IsHa1 = 1;

    /// <summary>See <see cref="AuthResult"/>.</summary>
    [Function("pv_www_authenticate", Routes = CheckRoutes, Kemi = "pv_www_authenticate/3,pv_www_authenticate_method/4", Summary = "Checks Authorization against a password; flag 1: it is HA1. " + Results + ".")]
    public ReturnCode CheckWww(RoutingContext context, ScriptValue realm, ScriptValue password, int flags, string? method = null) =>
        Check(context, realm, password, flags, isProxy: false, method);

    /// <summary>See <see cref="AuthResult"/>.</summary>
    [Function("pv_www_authorize", Routes = CheckRoutes, Surface = Surfaces.Cfg, Summary = "As pv_www_authenticate.")]
    public ReturnCode CheckWwwOld(RoutingContext context, ScriptValue realm, ScriptValue password, int flags) =>
        Check(context, realm, password, flags, isProxy: false, null);

    /// <summary>See <see cref="AuthResult"/>.</summary>
    [Function("pv_proxy_authenticate", Routes = CheckRoutes, Summary = "As pv_www_authenticate, for Proxy-Authorization.")]
    [Function("pv_proxy_authorize", Routes = CheckRoutes, Surface = Surfaces.Cfg, Summary = "As pv_proxy_authenticate.")]
    public ReturnCode CheckProxy(RoutingContext context, ScriptValue realm, ScriptValue password, int flags) =>
        Check(context, realm, password, flags, isProxy: true, null);

    /// <summary>1, or -1 when there is no such hash.</summary>
    [Function("auth_algorithm", Routes = CheckRoutes, Summary = "Chooses the hash for challenges and credentials of this message: MD5 or SHA-256.")]
    public ReturnCode ChooseAlgorithm(RoutingContext context, string algorithm)
    {
        var found = DigestAlgorithm.Find(algorithm);
        if (found is null)
            return ReturnCode.False;

        context.Items.Set(Chosen, found == DigestAlgorithm.Sha256 ? _sha256 : _md5);
        return ReturnCode.True;
    }

    /// <summary>See <see cref="AuthResult"/>.</summary>
    [Function("pv_auth_check", Routes = CheckRoutes, Summary = "Authorization for REGISTER, Proxy-Authorization for others; checks 1: the user must be that of From (and To of REGISTER), else -8. " + Results + ".")]
    public ReturnCode CheckEither(RoutingContext context, ScriptValue realm, ScriptValue password, int flags, int checks)
    {
        var isProxy = context.Message.Method != SipMethod.Register;
        var result = Check(context, realm, password, flags, isProxy, null);
        if (result != ReturnCode.True || checks == 0 || context.Items.Get(Authorized) is not { } mark)
            return result;

        var mine = CredentialReader.TryRead(context.Message, mark.Index, out var credentials) && IsOwnUser(context, credentials);
        return mine ? result : (int)AuthResult.UserMismatch;
    }

    /// <summary>1 or -1.</summary>
    [Function("has_credentials", Routes = CheckRoutes, Summary = "True when Authorization or Proxy-Authorization has credentials for the realm.")]
    public static ReturnCode HasCredentials(RoutingContext context, ScriptValue realm)
    {
        using var bytes = new ValueBytes(context.Worker, realm);
        return ReturnCode.Of(CredentialReader.TryFind(context.Message, HeaderName.Authorization, bytes.Span, out _)
            || CredentialReader.TryFind(context.Message, HeaderName.ProxyAuthorization, bytes.Span, out _));
    }

    /// <summary>1 taken out; -1 when none were good before.</summary>
    [Function("consume_credentials", Routes = CheckRoutes, Summary = "Takes the header with the credentials that were good out of the request.")]
    public ReturnCode Consume(RoutingContext context)
    {
        if (context.Items.Get(Authorized) is not { } mark)
        {
            log.Write(LogLevels.Error, "auth: consume_credentials: no authorized credentials found"u8);
            return ReturnCode.False;
        }

        context.Edits.RemoveHeader(mark.Index);
        return ReturnCode.True;
    }

    private ReturnCode Check(RoutingContext context, in ScriptValue realm, in ScriptValue password, int flags, bool isProxy, string? method)
    {
        using var realmBytes = new ValueBytes(context.Worker, realm);
        if (realmBytes.Span.IsEmpty)
            return (int)AuthResult.Error;

        if (Begin(context, realmBytes.Span, isProxy, out var credentials) is { } early)
            return (int)early;

        using var secret = new ValueBytes(context.Worker, password);
        Span<byte> ha1 = stackalloc byte[DigestAlgorithm.MaxLength];
        scoped var given = secret.Span;
        if ((flags & IsHa1) == 0)
        {
            WriteHa1(context, credentials, secret.Span, ha1);
            given = ha1[..HashLength(context)];
        }

        var message = context.Message;
        return (int)Verify(context, credentials, given, method is null ? message.Span(message.MethodText) : Latin1.ToBytes(method));
    }

    private DigestCheck CheckOf(RoutingContext context) => context.Items.Get(Chosen) ?? _usual;
}
