using System.Net;
using System.Net.Sockets;

namespace Signalbox.Interop.Tests.Control.Fuzz;

/// <summary>BINRPC by datagram: behind each request goes one with a cookie of its own; when that is answered, the first one has had its turn.</summary>
internal sealed class BinrpcDatagramFuzz : FuzzDoor
{
    private const uint FirstCookie = 0x7e000000;
    private readonly Socket _socket;
    private readonly EndPoint _door;
    private readonly byte[] _buffer = new byte[65536];
    private uint _cookie = FirstCookie;

    public BinrpcDatagramFuzz(string name, EndPoint door, EndPoint own)
        : base(name)
    {
        _door = door;
        _socket = new Socket(door.AddressFamily, SocketType.Dgram, door is IPEndPoint ? ProtocolType.Udp : ProtocolType.Unspecified) { ReceiveTimeout = (int)Patience.TotalMilliseconds };
        _socket.Bind(own);
    }

    /// <inheritdoc />
    public override string? Ask(byte[] request)
    {
        _socket.SendTo(request, _door);
        _socket.SendTo(BinrpcText.Probe(++_cookie), _door);
        string? kind = null;
        while (true)
        {
            var (cookie, found) = Receive();
            if (cookie == _cookie)
                return kind;

            Assert.True(kind is null, "two replies to one request");
            BinrpcText.Announced(request, out var asked);
            Assert.Equal(BinrpcText.HasMark(request) ? asked : 0, cookie);
            kind = found;
        }
    }

    /// <inheritdoc />
    public override string? Silence(byte[] request)
    {
        if (request.Length == 0)
            return "nothing sent";

        return BinrpcText.HasMark(request) && BinrpcText.Announced(request, out _) is null ? "head not whole" : null;
    }

    /// <inheritdoc />
    public override void Dispose() => _socket.Dispose();

    // A long reply comes in parts, of which only the first has a head.
    private (uint Cookie, string Kind) Receive()
    {
        var count = _socket.Receive(_buffer);
        var kind = BinrpcText.Kind(_buffer.AsSpan(0, count));
        var whole = BinrpcText.Announced(_buffer.AsSpan(0, count), out var cookie)!.Value;
        while (count < whole)
            count += _socket.Receive(_buffer, count, _buffer.Length - count, SocketFlags.None);

        Assert.Equal(whole, count);
        return (cookie, kind);
    }
}
