using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport;

/// <summary>A local address that messages are received on and sent from. State: it outlives snapshots.</summary>
public abstract class ListenSocket
{
    private volatile bool _isRetired;

    /// <summary>Creates a socket description; the subclass opens it.</summary>
    protected ListenSocket(TransportProtocol protocol, HostEndPoint local, string name)
    {
        Protocol = protocol;
        Local = local;
        Name = name;
    }

    /// <summary>Transport.</summary>
    public TransportProtocol Protocol { get; }

    /// <summary>Bound address and port (the real port, also when 0 was asked).</summary>
    public HostEndPoint Local { get; protected set; }

    /// <summary>Name of the listen line (<c>name "s"</c>); empty when it has none.</summary>
    public string Name { get; private set; }

    /// <summary>True when the configuration does not have it any more: it serves what is under way and takes no new requests.</summary>
    public bool IsRetired { get => _isRetired; internal set => _isRetired = value; }

    /// <summary>Host to write into Via and Record-Route: the advertised one or the bound address, IPv6 in brackets.</summary>
    public byte[] ViaHost { get; protected set; } = [];

    /// <summary>Port to write into Via and Record-Route.</summary>
    public int ViaPort { get; protected set; }

    /// <summary>True when <see cref="ViaHost"/> was given by <c>advertise</c> or advertised_address.</summary>
    public bool IsAdvertised { get; protected set; }

    /// <summary>Hands bytes to the network; never blocks longer than the socket buffer needs. Tap events are not its business.</summary>
    public abstract SendStatus Send(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes);

    /// <summary>As <see cref="Send"/>, for copies to collectors: one may wait until the worker has handled what it has received.</summary>
    public virtual SendStatus SendCopy(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes) => Send(worker, destination, bytes);

    /// <summary>Makes a connection the way to another port of its peer too (the peer listens there).</summary>
    /// <returns>False without connections, or when there is no such connection.</returns>
    public virtual bool AddAlias(long connectionId, int port) => false;

    /// <summary>Takes the name and the advertised address of a new listen line for the same address.</summary>
    internal void ShowAs(ListenTarget target)
    {
        Name = target.Name;
        (ViaHost, ViaPort, IsAdvertised) = target.ViaOf(Local);
    }

    /// <summary><c>udp:127.0.0.1:5060</c>.</summary>
    public override string ToString() => $"{Protocol.Name()}:{Local}";
}
