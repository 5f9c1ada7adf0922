using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Permissions;

/// <content>Questions about trusted peers: 1 or -1.</content>
internal sealed partial class PermissionsModule
{
    [Function("allow_trusted", Kemi = "allow_trusted/0", Routes = RouteKinds.Any, Blocking = true, Summary = "1 when the sender is a trusted peer: address, transport, From URI and request URI match.")]
    public ReturnCode AllowTrusted(RoutingContext context) =>
        Allow(context, AddressTexts.Host(context.Worker, context.Received.Remote), context.Received.Protocol, FromUri(context));

    [Function("allow_trusted", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Blocking = true, Summary = "As without arguments, for an address and transport.")]
    public ReturnCode AllowTrusted(RoutingContext context, string address, string protocol) =>
        TransportProtocols.TryParse(Latin1.ToBytes(protocol), out var known) ? Allow(context, address, known, FromUri(context)) : ReturnCode.False;

    [Function("allow_trusted", Surface = Surfaces.Cfg, Routes = RouteKinds.Any, Blocking = true, Summary = "As without arguments, for an address, transport and From URI.")]
    public ReturnCode AllowTrusted(RoutingContext context, string address, string protocol, ScriptValue from)
    {
        using var uri = new ValueBytes(context.Worker, from);
        return TransportProtocols.TryParse(Latin1.ToBytes(protocol), out var known) ? Allow(context, address, known, uri.Span) : ReturnCode.False;
    }

    private static ReadOnlySpan<byte> FromUri(RoutingContext context) =>
        context.Message.TryGetFrom(out var from) ? context.Message.Span(from.Uri) : default;

    private ReturnCode Allow(RoutingContext context, string source, TransportProtocol protocol, ReadOnlySpan<byte> from)
    {
        var isAllowed = false;
        foreach (var peer in PeersOf(source))
        {
            if (!peer.Matches(source, protocol, from, context.RequestUri))
                continue;

            AddTag(context, peer.Tag, isFirst: !isAllowed);
            isAllowed = true;
            if (PeerTagMode == 0)
                break;
        }

        return ReturnCode.Of(isAllowed);
    }

    private void AddTag(RoutingContext context, string tag, bool isFirst)
    {
        if (isFirst)
            SetTag(context, tag);
        else if (_tagAvp is not null && tag.Length > 0)
            context.Avps.Push(_tagAvp, ScriptValue.Of(tag));
    }

    private TrustedPeer[] PeersOf(string source)
    {
        if (DbMode == 1 || _trustedSource is null)
            return Volatile.Read(ref _trusted);

        try
        {
            return _trustedSource.Load(source);
        }
        catch (StoreException error)
        {
            _log.LogError("allow_trusted: {Problem}", error.Message);
            return [];
        }
    }
}
