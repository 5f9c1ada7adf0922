using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Signalbox.Interop.Tests.Wire;

/// <summary>Takes HEP 3 over UDP and gives the messages by their times.</summary>
internal sealed class TraceCollector : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 4 << 20 };
    private readonly List<(long Micros, WireMessage Message)> _messages = [];

    public TraceCollector()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        new Thread(Read) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>What has come, in the order of its times.</summary>
    public List<WireMessage> Messages
    {
        get
        {
            lock (_messages)
                return [.. _messages.OrderBy(static one => one.Micros).Select(static one => one.Message)];
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Read()
    {
        var buffer = new byte[65536];
        try
        {
            while (true)
            {
                var one = Decode(buffer.AsSpan(0, _socket.Receive(buffer)));
                lock (_messages)
                    _messages.Add(one);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private static (long Micros, WireMessage Message) Decode(ReadOnlySpan<byte> packet)
    {
        var chunks = new Dictionary<int, byte[]>();
        for (var at = 6; at < packet.Length; at += BinaryPrimitives.ReadUInt16BigEndian(packet[(at + 4)..]))
            chunks[BinaryPrimitives.ReadUInt16BigEndian(packet[(at + 2)..])] = packet[(at + 6)..(at + BinaryPrimitives.ReadUInt16BigEndian(packet[(at + 4)..]))].ToArray();

        var micros = (BinaryPrimitives.ReadUInt32BigEndian(chunks[9]) * 1_000_000L) + BinaryPrimitives.ReadUInt32BigEndian(chunks[10]);
        return (micros, new WireMessage(End(chunks[3], chunks[7]), End(chunks[4], chunks[8]), chunks[2][0], chunks[15]));
    }

    private static string End(byte[] address, byte[] port) => new IPEndPoint(new IPAddress(address), BinaryPrimitives.ReadUInt16BigEndian(port)).ToString();
}
