using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Msrp;

/// <content>Parts of MSRP URIs; what is absent, and what is no MSRP URI, gives empty text.</content>
internal sealed partial class MsrpModule
{
    private delegate ReadOnlySpan<char> Part(in MsrpUri uri);

    [Transformation("msrpuri.scheme", Summary = "msrp or msrps, as written.")]
    public static ScriptValue Scheme(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Take(value, static (in MsrpUri uri) => uri.Scheme);

    [Transformation("msrpuri.userinfo", Summary = "User and password.")]
    public static ScriptValue UserInfo(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Take(value, static (in MsrpUri uri) => uri.UserInfo);

    [Transformation("msrpuri.user", Summary = "User.")]
    public static ScriptValue User(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Take(value, static (in MsrpUri uri) => uri.User);

    [Transformation("msrpuri.host", Summary = "Host; an IPv6 address in its brackets.")]
    public static ScriptValue Host(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Take(value, static (in MsrpUri uri) => uri.Host);

    [Transformation("msrpuri.port", Summary = "Port as text.")]
    public static ScriptValue Port(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Take(value, static (in MsrpUri uri) => uri.Port);

    [Transformation("msrpuri.session", Summary = "Session.")]
    public static ScriptValue Session(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Take(value, static (in MsrpUri uri) => uri.Session);

    [Transformation("msrpuri.proto", Summary = "Transport: the first parameter.")]
    public static ScriptValue Protocol(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Take(value, static (in MsrpUri uri) => uri.Protocol);

    [Transformation("msrpuri.params", Summary = "All parameters when there are more than the transport.")]
    public static ScriptValue Parameters(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments) =>
        Take(value, static (in MsrpUri uri) => uri.Parameters);

    private static ScriptValue Take(in ScriptValue value, Part part)
    {
        if (!value.IsDefined)
            return value;

        return MsrpUri.TryParse(value.ToText(), out var uri) ? ScriptValue.Of(part(uri).ToString()) : ScriptValue.Empty;
    }
}
