using Signalbox.Engine.Configuration;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Transport;

/// <summary>The listeners: set at the start and by a reload that adds or removes some.</summary>
internal sealed class TransportTable(SourceAddresses? sources = null) : ITransportTable
{
    private const int DefaultPort = 5060;
    private const int DefaultTlsPort = 5061;
    private ListenSocket[] _sockets = [];
    private ListenSocket[] _retired = [];
    private HostEndPoint[] _machine = [];
    private ReverseNames? _names;

    /// <inheritdoc />
    public IReadOnlyList<ListenSocket> Sockets => _sockets;

    /// <summary>Puts the opened listeners in.</summary>
    /// <param name="sockets">The listeners of the live configuration.</param>
    /// <param name="retired">Those that it has no more and that calls may still name: they are this server until they close.</param>
    public void Set(ListenSocket[] sockets, ListenSocket[]? retired = null)
    {
        _machine = NeedsMachine(sockets) ? [.. LocalAddresses.All(isV6: false), .. LocalAddresses.All(isV6: true)] : [];
        _retired = retired ?? [];
        Volatile.Write(ref _sockets, sockets);
    }

    /// <summary>Makes the DNS names of the listen addresses names of this server, as they become known.</summary>
    public void Add(ReverseNames names) => _names = names;

    /// <inheritdoc />
    public ListenSocket? Select(TransportProtocol protocol, bool isV6, ListenSocket? preferred)
    {
        protocol = protocol.Carrier();
        if (preferred is not null && preferred.Protocol == protocol && preferred.Local.IsV6 == isV6)
            return preferred;

        foreach (var socket in _sockets)
        {
            if (socket.Protocol == protocol && socket.Local.IsV6 == isV6)
                return socket;
        }

        return null;
    }

    /// <inheritdoc />
    public ListenSocket? SelectByRoute(TransportProtocol protocol, in HostEndPoint remote)
    {
        if (sources?.For(remote) is not { IsSet: true } local)
            return null;

        protocol = protocol.Carrier();
        foreach (var socket in _sockets)
        {
            if (socket.Protocol == protocol && socket.Local.SameAddress(local))
                return socket;
        }

        return null;
    }

    /// <inheritdoc />
    public ListenSocket? FindByName(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
            return null;

        foreach (var socket in _sockets)
        {
            if (Latin1.Equals(name, socket.Name))
                return socket;
        }

        return null;
    }

    /// <inheritdoc />
    public ListenSocket? FindLocal(TransportProtocol protocol, in HostEndPoint local)
    {
        return FindLocal(_sockets, protocol, local) ?? FindLocal(_retired, protocol, local);
    }

    /// <inheritdoc />
    public bool IsMyself(Snapshot snapshot, ReadOnlySpan<byte> host, int port, TransportProtocol protocol = TransportProtocol.None)
    {
        if (host.IsEmpty)
            return false;

        if (port == 0)
            port = protocol.Carrier() == TransportProtocol.Tls ? DefaultTlsPort : DefaultPort;

        if (IsOneOf(_sockets, host, port, protocol) || IsOneOf(_retired, host, port, protocol))
            return true;

        protocol = protocol.Carrier();
        return IsAlias(snapshot.Settings.Aliases, host, port, protocol)
            || (_names is { } names && snapshot.Settings.AutoAliases && IsAlias(names.Aliases, host, port, protocol));
    }

    private static ListenSocket? FindLocal(ListenSocket[] sockets, TransportProtocol protocol, in HostEndPoint local)
    {
        foreach (var socket in sockets)
        {
            if ((protocol == TransportProtocol.None || socket.Protocol.Carries(protocol)) && socket.Local.Equals(local))
                return socket;
        }

        return null;
    }

    private bool IsOneOf(ListenSocket[] sockets, ReadOnlySpan<byte> host, int port, TransportProtocol protocol)
    {
        var isLiteral = HostEndPoint.TryParseAddress(host, port, out var address);
        foreach (var socket in sockets)
        {
            if (protocol != TransportProtocol.None && !socket.Protocol.Carries(protocol))
                continue;

            if ((isLiteral && Meets(socket.Local, address)) || IsShownAs(socket, host, port))
                return true;
        }

        return false;
    }

    private static bool NeedsMachine(ListenSocket[] sockets)
    {
        foreach (var socket in sockets)
        {
            if (socket.Local.IsAny)
                return true;
        }

        return false;
    }

    private static bool IsShownAs(ListenSocket socket, ReadOnlySpan<byte> host, int port) =>
        socket.ViaPort == port && Latin1.EqualsIgnoreCase(host, socket.ViaHost);

    private static bool IsAlias(IReadOnlyList<HostAlias> aliases, ReadOnlySpan<byte> host, int port, TransportProtocol protocol)
    {
        // By index: enumerating through the interface would allocate.
        for (var i = 0; i < aliases.Count; i++)
        {
            var alias = aliases[i];
            var fits = (alias.Port == 0 || alias.Port == port)
                && (alias.Protocol == TransportProtocol.None || protocol == TransportProtocol.None || alias.Protocol == protocol);
            if (fits && Latin1.EqualsIgnoreCase(host, alias.Host))
                return true;
        }

        return false;
    }

    private bool Meets(in HostEndPoint local, in HostEndPoint address)
    {
        if (!local.IsAny)
            return local.Equals(address);

        if (local.Port != address.Port || local.IsV6 != address.IsV6)
            return false;

        foreach (var own in _machine)
        {
            if (own.SameAddress(address))
                return true;
        }

        return false;
    }
}
