using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Hep.Api;

/// <summary>Where the packets of one sender go, and the local address that its connections leave from.</summary>
internal readonly record struct HepRoad
{
    /// <summary>The way to a collector; its socket says the local address, any port of it.</summary>
    public HepRoad(in Destination collector)
    {
        Protocol = collector.Protocol;
        Remote = collector.Remote;
        Local = collector.Socket is { Local: { IsSet: true, IsAny: false } local } ? local.WithPort(0) : default;
    }

    /// <summary>TCP or TLS.</summary>
    public TransportProtocol Protocol { get; }

    /// <summary>The collector.</summary>
    public HostEndPoint Remote { get; }

    /// <summary>Local address with port 0; not set when the system chooses.</summary>
    public HostEndPoint Local { get; }

    /// <summary><c>tcp:192.0.2.9:9060</c>, with <c> from 192.0.2.1</c> when the address is given.</summary>
    public override string ToString()
    {
        var collector = $"{Protocol.ToString().ToLowerInvariant()}:{Remote}";
        return Local.IsSet ? $"{collector} from {Local.HostText()}" : collector;
    }
}
