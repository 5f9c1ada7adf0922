using System.Buffers;
using System.Net.Sockets;
using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Ctl;

/// <summary>A datagram socket: one request, one answer; a client that bound no path of its own gets none.</summary>
internal sealed class DatagramDoor : ControlDoor
{
    private const int MaxDatagramBytes = 65536;
    private readonly BinrpcServer _server;

    public DatagramDoor(ControlAddress address, UnixFileMode mode, BinrpcServer server)
        : base(address, mode) => _server = server;

    /// <inheritdoc />
    protected override async Task ServeAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxDatagramBytes];
        var output = new ByteWriter();
        while (true)
        {
            var got = await Socket.ReceiveFromAsync(buffer, SocketFlags.None, new UnixDomainSocketEndPoint("/"), cancellationToken);
            output.Clear();
            Answer(buffer.AsSpan(0, got.ReceivedBytes), output);
            if (output.Length == 0 || got.RemoteEndPoint is not UnixDomainSocketEndPoint client || client.ToString().Length == 0)
                continue;

            try
            {
                await Socket.SendToAsync(output.Buffer.AsMemory(0, output.Length), SocketFlags.None, client, cancellationToken);
            }
            catch (SocketException)
            {
                // The client took its socket away before it was answered.
            }
        }
    }

    private void Answer(ReadOnlySpan<byte> datagram, ByteWriter output)
    {
        switch (BinrpcHeader.Read(datagram, out var header, out var headerBytes))
        {
            case OperationStatus.Done when header.BodyBytes == datagram.Length - headerBytes:
                _server.Answer(header, datagram[headerBytes..], output);
                break;
            case OperationStatus.NeedMoreData:
                break;
            default:
                BinrpcServer.RefusePacket(header.Cookie, output);
                break;
        }
    }
}
