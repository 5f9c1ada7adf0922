using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Permissions;

/// <content>Questions about rule files: 1 or -1.</content>
internal sealed partial class PermissionsModule
{
    private const RouteKinds Asking = RouteKinds.Request | RouteKinds.Failure | RouteKinds.Branch | RouteKinds.OnReply;
    private RuleFiles _rules = null!;

    [Function("allow_routing", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "1 when the default files allow From and request URI.")]
    public ReturnCode AllowRouting(RoutingContext context) =>
        AllowRouting(context, Uses(UseAllowFile) ? AllowFile : string.Empty, Uses(UseDenyFile) ? DenyFile : string.Empty);

    [Function("allow_routing", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "1 when the files of a name (name.allow, name.deny) allow From and request URI.")]
    public ReturnCode AllowRouting(RoutingContext context, [Constant] string name) => AllowRouting(context, name + AllowSuffix, name + DenySuffix);

    [Function("allow_routing", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Summary = "1 when a file that allows and one that denies allow From and request URI.")]
    public ReturnCode AllowRouting(RoutingContext context, [Constant] string allowFile, [Constant] string denyFile)
    {
        var rules = _rules.Get(allowFile, denyFile);
        var from = Latin1.ToText(FromUri(context));
        if (!rules.Allows(from, Latin1.ToText(context.RequestUri)))
            return ReturnCode.False;

        for (var i = 0; CheckAllBranches && i < context.Branches.Count; i++)
        {
            if (!rules.Allows(from, context.Branches[i].Uri.Value.ToText()))
                return ReturnCode.False;
        }

        return ReturnCode.True;
    }

    [Function("allow_uri", Surface = Surfaces.Cfg, Routes = Asking, Summary = "1 when the files of a name allow From and the URI.")]
    public ReturnCode AllowUri(RoutingContext context, [Constant] string name, string uri) =>
        ReturnCode.Of(_rules.Get(name + AllowSuffix, name + DenySuffix).Allows(Latin1.ToText(FromUri(context)), uri));

    [Function("allow_register", Surface = Surfaces.Cfg, Routes = Asking, Summary = "1 when the files of a name allow To and every Contact.")]
    public ReturnCode AllowRegister(RoutingContext context, [Constant] string name) => AllowRegister(context, name + AllowSuffix, name + DenySuffix);

    [Function("allow_register", Surface = Surfaces.Cfg, Routes = Asking, Summary = "1 when a file that allows and one that denies allow To and every Contact.")]
    public ReturnCode AllowRegister(RoutingContext context, [Constant] string allowFile, [Constant] string denyFile) => Register(context, allowFile, denyFile, withPort: false);

    [Function("allow_register_include_port", Surface = Surfaces.Cfg, Routes = Asking, Summary = "As allow_register; Contacts are sip:user@host:port.")]
    public ReturnCode AllowRegisterWithPort(RoutingContext context, [Constant] string name) => Register(context, name + AllowSuffix, name + DenySuffix, withPort: true);

    [Function("allow_register_include_port", Surface = Surfaces.Cfg, Routes = Asking, Summary = "As allow_register; Contacts are sip:user@host:port.")]
    public ReturnCode AllowRegisterWithPort(RoutingContext context, [Constant] string allowFile, [Constant] string denyFile) => Register(context, allowFile, denyFile, withPort: true);

    private ReturnCode Register(RoutingContext context, string allowFile, string denyFile, bool withPort)
    {
        var message = context.Message;
        if (!message.TryGetTo(out var to) || !TryShorten(message.Span(to.Uri), false, out var left))
            return ReturnCode.False;

        var rules = _rules.Get(allowFile, denyFile);
        var contacts = new NameAddressReader(message, HeaderName.Contact);
        while (contacts.TryRead(out var contact))
        {
            if (message.Span(contact.Address.Uri).SequenceEqual("*"u8))
                return ReturnCode.True;

            if (!contact.IsValid || !TryShorten(message.Span(contact.Address.Uri), withPort, out var right) || !rules.Allows(left, right))
                return ReturnCode.False;
        }

        return ReturnCode.True;
    }

    // Rules are written for sip:user@host without parameters.
    private static bool TryShorten(ReadOnlySpan<byte> uri, bool withPort, out string text)
    {
        text = string.Empty;
        if (!SipUriParser.TryParse(uri, out var parsed))
            return false;

        var user = Latin1.ToText(uri.Slice(parsed.User.Start, parsed.User.Length));
        var host = Latin1.ToText(uri.Slice(parsed.Host.Start, parsed.Host.Length));
        text = $"sip:{user}{(user.Length > 0 ? "@" : string.Empty)}{host}{(withPort && parsed.Port > 0 ? $":{parsed.Port}" : string.Empty)}";
        return true;
    }
}
