using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Signalbox.Interop.Tests.Goldens;

namespace Signalbox.Interop.Tests.Wire;

/// <summary>A client on a connection, plain or TLS, which keeps every byte that it sent and got.</summary>
internal sealed class WireStream : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _isTls;
    private readonly MemoryStream _sent = new();
    private readonly MemoryStream _got = new();
    private int _seen;

    private WireStream(Stream stream, bool isTls, IPEndPoint local, IPEndPoint remote)
    {
        (_stream, _isTls) = (stream, isTls);
        (Local, Remote) = (local.ToString(), remote.ToString());
        LocalPort = local.Port;
    }

    public int LocalPort { get; }

    private string Local { get; }

    private string Remote { get; }

    /// <summary>What went over the connection, as both ends saw it.</summary>
    public IEnumerable<WireMessage> Messages =>
        StreamCutter.Cut(_sent.ToArray()).Select(one => Message(Local, Remote, one)).Concat(StreamCutter.Cut(_got.ToArray()).Select(one => Message(Remote, Local, one)));

    public static WireStream Connect(int port, bool isTls)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        var plain = new NetworkStream(socket, ownsSocket: true) { ReadTimeout = 10_000 };
        return new WireStream(isTls ? TlsFiles.Connect(plain) : plain, isTls, (IPEndPoint)socket.LocalEndPoint!, (IPEndPoint)socket.RemoteEndPoint!);
    }

    /// <summary>Sends bytes in one write.</summary>
    public void Send(string text) => Write(Encoding.Latin1.GetBytes(text));

    /// <summary>Makes a WebSocket of it.</summary>
    public void Upgrade()
    {
        Send($"GET / HTTP/1.1\r\nHost: {Remote}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 101 ", Receive(), StringComparison.Ordinal);
    }

    /// <summary>Sends one message in a masked frame.</summary>
    public void SendFrame(string text)
    {
        var payload = Encoding.Latin1.GetBytes(text);
        var frame = new byte[payload.Length + 8];
        frame[0] = 0x81;
        frame[1] = 0x80 | 126;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(4), 0x01020304);
        for (var i = 0; i < payload.Length; i++)
            frame[8 + i] = (byte)(payload[i] ^ ((i % 4) + 1));

        Write(frame);
    }

    /// <summary>The next whole message.</summary>
    public string Receive()
    {
        var buffer = new byte[65536];
        while (true)
        {
            if (TryCut() is { } messages && messages.Count > _seen)
                return Encoding.Latin1.GetString(messages[_seen++].Bytes);

            var count = _stream.Read(buffer);
            Assert.True(count > 0, "the connection ended");
            _got.Write(buffer, 0, count);
        }
    }

    public void Dispose() => _stream.Dispose();

    private List<(byte[] Bytes, bool IsFramed)>? TryCut()
    {
        try
        {
            return StreamCutter.Cut(_got.ToArray());
        }
        catch (Exception unfinished) when (unfinished is InvalidOperationException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private void Write(byte[] bytes)
    {
        _stream.Write(bytes);
        _sent.Write(bytes);
    }

    private WireMessage Message(string from, string to, (byte[] Bytes, bool IsFramed) one) =>
        new(from, to, _isTls || one.IsFramed ? WireMessage.Wrapped : WireMessage.Tcp, one.Bytes);
}
