using Microsoft.Extensions.Logging;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>The local socket that copies leave from: the one that send_sock_name, send_sock_addr or force_send_sock names, else the engine's choice.</summary>
internal sealed class TraceSocket
{
    private readonly ITransportTable _sockets;
    private readonly string _name;
    private readonly string _address;
    private readonly ILogger _log;
    private ListenSocket? _forced;
    private bool _isLookedUp;

    /// <summary>Keeps what was configured; the sockets are looked up at the first copy, when all are open.</summary>
    public TraceSocket(ITransportTable sockets, string name, string address, ILogger log)
    {
        _sockets = sockets;
        _name = name;
        _address = address;
        _log = log;
    }

    /// <summary>The socket for a destination; null when there is none that fits.</summary>
    public ListenSocket? For(in Destination destination) =>
        _sockets.Select(destination.Protocol, destination.Remote.IsV6, Forced(destination) is { } forced ? Beside(forced, destination.Protocol) : null);

    /// <summary>The socket that the configuration says, of whichever transport; null without one, and for a destination of the other address family.</summary>
    public ListenSocket? Forced(in Destination destination)
    {
        if (!_isLookedUp)
            LookUp();

        return _forced is { } forced && forced.Local.IsV6 == destination.Remote.IsV6 ? forced : null;
    }

    /// <summary>The local address a copy to this destination shows; HEP by TCP and TLS needs no listener of that transport.</summary>
    public HostEndPoint LocalFor(in Destination destination) => (For(destination) ?? For(destination with { Protocol = TransportProtocol.Udp }))?.Local ?? default;

    // A socket of one transport also says the address for another one: the listener there that has it, too.
    private ListenSocket Beside(ListenSocket forced, TransportProtocol protocol)
    {
        if (forced.Protocol == protocol)
            return forced;

        foreach (var socket in _sockets.Sockets)
        {
            if (socket.Protocol == protocol && socket.Local.SameAddress(forced.Local))
                return socket;
        }

        return forced;
    }

    private void LookUp()
    {
        if (_name.Length > 0)
            _forced = _sockets.FindByName(Latin1.ToBytes(_name));
        else if (_address.Length > 0 && TryReadAddress(out var protocol, out var local))
            _forced = _sockets.FindLocal(protocol, local);

        if (_forced is null && _name.Length + _address.Length > 0)
            _log.LogWarning("no listening socket matches '{Socket}', copies leave from the socket that fits", _name.Length > 0 ? _name : _address);

        _isLookedUp = true;
    }

    private bool TryReadAddress(out TransportProtocol protocol, out HostEndPoint local)
    {
        protocol = TransportProtocol.Udp;
        local = default;
        var text = Latin1.ToBytes(_address.Split(';')[0]);
        var scheme = text.AsSpan().StartsWith("sip:"u8) ? 4 : 0;
        var rest = text.AsSpan(scheme);
        var colon = rest.LastIndexOf((byte)':');
        var transport = _address.IndexOf("transport=", StringComparison.OrdinalIgnoreCase);
        if (transport >= 0 && !TransportProtocols.TryParse(Latin1.ToBytes(_address[(transport + 10)..].Split(';')[0]), out protocol))
            return false;

        if (colon > 0 && rest[^1] != (byte)']' && IntegerText.TryParse(rest[(colon + 1)..], out var port) && port is > 0 and <= ushort.MaxValue)
            return HostEndPoint.TryParseAddress(rest[..colon], (int)port, out local);

        return HostEndPoint.TryParseAddress(rest, 5060, out local);
    }
}
