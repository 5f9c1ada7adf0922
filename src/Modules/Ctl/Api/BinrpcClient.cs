using System.Buffers;
using System.Net.Sockets;
using System.Security.Cryptography;
using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Ctl.Api;

/// <summary>
/// Calls methods of a running server over a control socket of the ctl module, as <c>kamcmd</c> does. One call at a time.
/// </summary>
public sealed class BinrpcClient : IDisposable
{
    /// <summary>The largest reply body that is accepted, in bytes.</summary>
    public const int MaxReplyBytes = 16 << 20;

    private const int MaxDatagramBytes = 65536;
    private readonly Socket _socket;
    private byte[] _buffer = new byte[4096];
    private int _filled;

    private BinrpcClient(Socket socket) => _socket = socket;

    /// <summary>Connects to a control socket.</summary>
    /// <param name="address">As modparam binrpc has it: a path, <c>unix:PATH</c>, <c>unixs:PATH</c>, <c>unixd:PATH</c>,
    /// <c>tcp:ADDRESS[:PORT]</c> or <c>udp:ADDRESS[:PORT]</c>.</param>
    /// <param name="timeout">How long a reply may take.</param>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    /// <exception cref="ArgumentException">The address makes no sense.</exception>
    public static BinrpcClient Connect(string address, TimeSpan timeout)
    {
        if (!ControlAddress.TryParse(address, Environment.CurrentDirectory, out var place, out var error))
            throw new ArgumentException(error, nameof(address));

        var socket = Open(place);
        socket.ReceiveTimeout = socket.SendTimeout = (int)timeout.TotalMilliseconds;
        try
        {
            // A unix client that bound no path of its own would get no answer to a datagram.
            if (place.Transport == ControlTransport.UnixDatagram)
                socket.Bind(new UnixDomainSocketEndPoint($"\0signalbox-{Environment.ProcessId}-{Guid.NewGuid():N}"));

            socket.Connect(place.EndPoint is { } endPoint ? endPoint : new UnixDomainSocketEndPoint(place.Path));
            return new BinrpcClient(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Calls a method and waits for its answer.</summary>
    /// <param name="method">Its name, e.g. <c>core.version</c>.</param>
    /// <param name="arguments">As on the command line of <c>kamcmd</c>: digits are an integer, digits with a dot a number,
    /// <c>s:</c> forces text, everything else is text.</param>
    /// <exception cref="BinrpcProtocolException">The answer was not BINRPC, or the connection ended.</exception>
    public BinrpcReply Call(string method, IReadOnlyList<string> arguments)
    {
        var cookie = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
        var body = new BinrpcWriter();
        body.Text(method);
        foreach (var argument in arguments)
            BinrpcArgument.Write(argument, body);

        var packet = new ByteWriter();
        body.WritePacket(BinrpcPacketKind.Request, cookie, packet);
        _socket.Send(packet.Written);

        var header = ReadHeader();
        if (header.Cookie != cookie)
            throw new BinrpcProtocolException($"the reply has cookie {header.Cookie:x} instead of {cookie:x}");

        Fill((int)header.BodyBytes);
        var reply = Decode(header.Kind, _buffer.AsSpan(0, (int)header.BodyBytes));
        Drop((int)header.BodyBytes);
        return reply;
    }

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    private static Socket Open(ControlAddress place) => place.Transport switch
    {
        ControlTransport.UnixStream => new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified),
        ControlTransport.UnixDatagram => new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified),
        ControlTransport.Tcp => new Socket(place.EndPoint!.AddressFamily, SocketType.Stream, ProtocolType.Tcp),
        _ => new Socket(place.EndPoint!.AddressFamily, SocketType.Dgram, ProtocolType.Udp),
    };

    private static BinrpcReply Decode(BinrpcPacketKind kind, ReadOnlySpan<byte> body)
    {
        var reader = new BinrpcReader(body);
        var records = new List<BinrpcRecord>();
        while (reader.TryRead(out var record))
            records.Add(record);

        if (!reader.IsComplete)
            throw new BinrpcProtocolException("the reply is corrupt");

        return kind switch
        {
            BinrpcPacketKind.Reply => new BinrpcReply(records, 0, string.Empty),
            BinrpcPacketKind.Fault when records is [{ Type: BinrpcType.Integer } code, { Type: BinrpcType.Text } text] =>
                new BinrpcReply([], (int)code.Scaled, text.Text),
            _ => throw new BinrpcProtocolException("the reply is neither values nor a fault"),
        };
    }

    private BinrpcHeader ReadHeader()
    {
        while (true)
        {
            var status = BinrpcHeader.Read(_buffer.AsSpan(0, _filled), out var header, out var consumed);
            if (status == OperationStatus.InvalidData)
                throw new BinrpcProtocolException("the other side does not speak BINRPC");

            if (status == OperationStatus.NeedMoreData)
            {
                Fill(_filled + 1);
                continue;
            }

            if (header.BodyBytes > MaxReplyBytes)
                throw new BinrpcProtocolException($"the reply announces {header.BodyBytes} bytes, more than {MaxReplyBytes}");

            Drop(consumed);
            return header;
        }
    }

    private void Fill(int count)
    {
        while (_filled < count)
        {
            // What does not fit of a datagram is lost.
            var room = _socket.SocketType == SocketType.Dgram ? Math.Max(count, _filled + MaxDatagramBytes) : count;
            if (room > _buffer.Length)
                Array.Resize(ref _buffer, room);

            var received = _socket.Receive(_buffer.AsSpan(_filled));
            if (received == 0)
                throw new BinrpcProtocolException("the server closed the connection");

            _filled += received;
        }
    }

    private void Drop(int count)
    {
        _buffer.AsSpan(count, _filled - count).CopyTo(_buffer);
        _filled -= count;
    }
}
