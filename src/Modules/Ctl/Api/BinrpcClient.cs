using System.Buffers;
using System.Net.Sockets;
using System.Security.Cryptography;
using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Ctl.Api;

/// <summary>
/// Calls methods of a running server over the control socket of the ctl module, as <c>kamcmd</c> does. One call at a time.
/// </summary>
public sealed class BinrpcClient : IDisposable
{
    /// <summary>The largest reply body that is accepted, in bytes.</summary>
    public const int MaxReplyBytes = 16 << 20;

    private readonly Socket _socket;
    private byte[] _buffer = new byte[4096];
    private int _filled;

    private BinrpcClient(Socket socket) => _socket = socket;

    /// <summary>Connects to a unix stream socket.</summary>
    /// <param name="path">File name of the socket, e.g. <c>/run/kamailio/kamailio_ctl</c>.</param>
    /// <param name="timeout">How long a reply may take.</param>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static BinrpcClient Connect(string path, TimeSpan timeout)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            ReceiveTimeout = (int)timeout.TotalMilliseconds,
            SendTimeout = (int)timeout.TotalMilliseconds,
        };
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
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
        if (count > _buffer.Length)
            Array.Resize(ref _buffer, count);

        while (_filled < count)
        {
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
