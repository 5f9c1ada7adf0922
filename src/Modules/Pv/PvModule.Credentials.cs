using Signalbox.Engine.Catalog;
using Signalbox.Modules.Core.Api;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv;

/// <content>Digest credentials and the user for accounting.</content>
internal sealed partial class PvModule
{
    [PseudoVariable("aU", Summary = "Whole user of the credentials.")]
    public static ScriptValue CredentialUserWhole(RoutingContext context) => Credential(context, "username"u8);

    [PseudoVariable("au", Summary = "User of the credentials, without a domain.")]
    public static ScriptValue CredentialUser(RoutingContext context)
    {
        var user = CredentialUserWhole(context);
        if (!user.TryGetBytes(out var bytes))
            return user;

        var at = bytes.IndexOf((byte)'@');
        return at < 0 ? user : user.Slice(0, at);
    }

    [PseudoVariable("ad", Summary = "Domain of the user of the credentials.")]
    public static ScriptValue CredentialDomain(RoutingContext context)
    {
        var user = CredentialUserWhole(context);
        var at = user.TryGetBytes(out var bytes) ? bytes.IndexOf((byte)'@') : -1;
        return at < 0 ? ScriptValue.Undefined : user.Slice(at + 1, bytes.Length - at - 1);
    }

    [PseudoVariable("ar", Summary = "Realm of the credentials.")]
    public static ScriptValue CredentialRealm(RoutingContext context) => Credential(context, "realm"u8);

    [PseudoVariable("aa", Summary = "Algorithm of the credentials.")]
    public static ScriptValue CredentialAlgorithm(RoutingContext context) => Credential(context, "algorithm"u8);

    [PseudoVariable("adu", Summary = "URI of the credentials.")]
    public static ScriptValue CredentialUri(RoutingContext context) => Credential(context, "uri"u8);

    [PseudoVariable("adn", Summary = "Nonce of the credentials.")]
    public static ScriptValue CredentialNonce(RoutingContext context) => Credential(context, "nonce"u8);

    [PseudoVariable("adc", Summary = "Client nonce of the credentials.")]
    public static ScriptValue CredentialClientNonce(RoutingContext context) => Credential(context, "cnonce"u8);

    [PseudoVariable("adr", Summary = "Response of the credentials.")]
    public static ScriptValue CredentialResponse(RoutingContext context) => Credential(context, "response"u8);

    [PseudoVariable("ado", Summary = "Opaque text of the credentials.")]
    public static ScriptValue CredentialOpaque(RoutingContext context) => Credential(context, "opaque"u8);

    [PseudoVariable("AU", Summary = "User for accounting: that of the credentials, else of From.")]
    public static ScriptValue AccountUser(RoutingContext context) =>
        CredentialUser(context) is { IsDefined: true } user ? user : FromUser(context);

    [PseudoVariable("Au", Summary = "User and domain for accounting: those of the credentials, else of From.")]
    public static ScriptValue AccountAddress(RoutingContext context)
    {
        var writer = context.Worker.RentWriter();
        AccountUser(context).WriteTo(writer);
        writer.Write((byte)'@');
        (CredentialRealm(context) is { IsDefined: true } realm ? realm : FromHost(context)).WriteTo(writer);
        return Finish(context, writer);
    }

    private static ScriptValue Credential(RoutingContext context, ReadOnlySpan<byte> field) =>
        Credentials.TryFind(context.Message, field, out var range) ? context.Message.Value(range) : ScriptValue.Undefined;
}
