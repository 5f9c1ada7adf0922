using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Engine.Tests.Hosting;

/// <summary>A listener that keeps what was sent.</summary>
internal sealed class FakeSocket : ListenSocket
{
    private readonly byte[] _last = new byte[65536];
    private int _length;

    public FakeSocket(TransportProtocol protocol, string address, int port, string name = "", string? advertised = null)
        : base(protocol, EndPointOf(address, port), name)
    {
        ViaHost = System.Text.Encoding.ASCII.GetBytes(advertised ?? address);
        ViaPort = port;
        IsAdvertised = advertised is not null;
    }

    public int Count { get; private set; }

    public Destination To { get; private set; }

    public ReadOnlySpan<byte> Last => _last.AsSpan(0, _length);

    public static HostEndPoint EndPointOf(string address, int port) =>
        new(System.Net.IPAddress.Parse(address).GetAddressBytes(), port);

    public override SendStatus Send(WorkerState worker, in Destination destination, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_last);
        _length = bytes.Length;
        To = destination;
        Count++;
        return SendStatus.Sent;
    }
}
