using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signalbox.Interop.Tests.Databases;

/// <summary>Sends HEP 3 packets, each with a Call-ID of its own, at a steady rate.</summary>
internal sealed class HepFeeder(int port) : IDisposable
{
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));

    /// <summary>Packets sent.</summary>
    public int Sent { get; private set; }

    /// <summary>Sends for a time.</summary>
    public void Send(int perSecond, double seconds)
    {
        var clock = Stopwatch.StartNew();
        var done = 0;
        while (done < perSecond * seconds)
        {
            for (; done < Math.Min(perSecond * seconds, clock.Elapsed.TotalSeconds * perSecond); done++)
                Send("load");

            Thread.Sleep(2);
        }
    }

    /// <summary>Sends one packet; without a time, that of its arrival counts.</summary>
    public void Send(string user, DateTime? utc = null)
    {
        var packet = Packet(user, Sent++, utc);
        _socket.Send(packet, packet.Length, new IPEndPoint(IPAddress.Loopback, port));
    }

    public void Dispose() => _socket.Dispose();

    private static byte[] Packet(string user, int number, DateTime? utc)
    {
        var sip = Encoding.Latin1.GetBytes(
            $"INVITE sip:bob@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK{number}\r\nMax-Forwards: 70\r\nFrom: <sip:{user}@127.0.0.1>;tag=f{number}\r\n"
            + $"To: <sip:bob@127.0.0.1>\r\nCall-ID: c{number}\r\nCSeq: 1 INVITE\r\nSubject: {new string('s', 300)}\r\nContent-Length: 0\r\n\r\n");
        var packet = new MemoryStream();
        packet.Write("HEP3\0\0"u8);
        Chunk(packet, 1, [2]);
        Chunk(packet, 2, [17]);
        Chunk(packet, 3, [127, 0, 0, 1]);
        Chunk(packet, 4, [127, 0, 0, 1]);
        Chunk(packet, 7, [0x13, 0xc4]);
        Chunk(packet, 8, [0x13, 0xce]);
        if (utc is { } time)
        {
            var seconds = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(seconds, (uint)new DateTimeOffset(time).ToUnixTimeSeconds());
            Chunk(packet, 9, seconds);
            Chunk(packet, 10, [0, 0, 0, 1]);
        }

        Chunk(packet, 11, [1]);
        Chunk(packet, 12, [0, 0, 7, 0xd1]);
        Chunk(packet, 15, sip);
        var bytes = packet.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), (ushort)bytes.Length);
        return bytes;
    }

    private static void Chunk(MemoryStream packet, byte type, ReadOnlySpan<byte> data)
    {
        packet.Write([0, 0, 0, type, (byte)((data.Length + 6) >> 8), (byte)(data.Length + 6)]);
        packet.Write(data);
    }
}
