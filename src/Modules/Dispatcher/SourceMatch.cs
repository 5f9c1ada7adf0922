using Signalbox.Engine.Dns;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Dispatcher;

/// <summary>What ds_is_from_list compares destinations with.</summary>
/// <param name="Address">The address; not set when the host is a name that was not found.</param>
/// <param name="Port">The port; 0 when a URI has none.</param>
/// <param name="Protocol">The transport; None when a URI has none.</param>
/// <param name="Mode">Bits: 1 any port, 2 any transport, 4 only destinations that are in use.</param>
internal readonly record struct SourceMatch(HostEndPoint Address, int Port, TransportProtocol Protocol, int Mode)
{
    /// <summary>Mode bit: the port does not matter.</summary>
    public const int AnyPort = 1;

    /// <summary>Mode bit: the transport does not matter.</summary>
    public const int AnyProtocol = 2;

    /// <summary>Mode bit: the destination must be in use.</summary>
    public const int InUse = 4;

    /// <summary>The sender of a message.</summary>
    public static SourceMatch Of(RoutingContext context, int mode) =>
        new(context.Received.Remote, context.Received.Remote.Port, context.Received.Protocol, mode);

    /// <summary>A URI; false when it is none, or its host has no address.</summary>
    public static bool TryRead(string text, int mode, INames names, out SourceMatch match)
    {
        match = default;
        var bytes = Latin1.ToBytes(text);
        if (!SipUriParser.TryParse(bytes, out var uri) || uri.Host.IsEmpty)
            return false;

        var hasProtocol = TransportProtocols.TryParse(bytes.AsSpan(uri.Transport.Start, uri.Transport.Length), out var protocol);
        var host = bytes.AsSpan(uri.Host.Start, uri.Host.Length);
        if (!HostEndPoint.TryParseAddress(host, 0, out var address))
        {
            if (names.Addresses(Latin1.ToText(host)) is not [var first, ..])
                return false;

            address = first;
        }

        match = new SourceMatch(address, uri.Port, hasProtocol ? protocol : TransportProtocol.None, mode);
        return true;
    }

    /// <summary>True when the destination is the one.</summary>
    public bool Is(DispatchTarget target)
    {
        // A destination without a port is one with any.
        if ((Mode & AnyPort) == 0 && target.Port != 0 && Port != target.Port)
            return false;

        // A URI without a transport is no URI of UDP here, and a sender always has one: the peer's rule.
        if ((Mode & AnyProtocol) == 0 && Protocol != target.Protocol)
            return false;

        if ((Mode & InUse) != 0 && !target.IsUsable)
            return false;

        var addresses = target.Addresses;
        for (var i = 0; i < addresses.Count; i++)
        {
            if (addresses[i].SameAddress(Address))
                return true;
        }

        return false;
    }
}
