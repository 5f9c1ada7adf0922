using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Signalbox.Engine.Buffers;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>
/// A datagram socket: one request, one answer; a unix client that bound no path of its own gets none. A long answer is cut
/// into several datagrams, of which only the first has the header. Over UDP only clients on this machine are answered: a
/// source address proves nothing there.
/// </summary>
internal sealed class DatagramDoor : ControlDoor
{
    private const int MaxDatagramBytes = 65536;
    private const int MaxPartBytes = 4096 + 1024;
    private readonly BinrpcServer _server;

    public DatagramDoor(ControlAddress address, DoorOwner owner, BinrpcServer server)
        : base(address, owner) => _server = server;

    private EndPoint AnySender => Address.EndPoint is { } local
        ? new IPEndPoint(local.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0)
        : new UnixDomainSocketEndPoint("/");

    /// <inheritdoc />
    protected override async Task ServeAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxDatagramBytes];
        var output = new ByteWriter();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var got = await Socket.ReceiveFromAsync(buffer, SocketFlags.None, AnySender, cancellationToken);
                if (!IsWelcome(got.RemoteEndPoint))
                    continue;

                output.Clear();
                Answer(buffer.AsSpan(0, got.ReceivedBytes), output);
                await SendAsync(output, got.RemoteEndPoint, cancellationToken);
            }
            catch (SocketException)
            {
                // The client took its socket away before it was answered.
            }
        }
    }

    private bool IsWelcome(EndPoint client)
    {
        if (Address.EndPoint is not null)
            return AccessToken.IsLocal(client);

        return client is UnixDomainSocketEndPoint && !string.IsNullOrEmpty(client.ToString());
    }

    private async Task SendAsync(ByteWriter output, EndPoint client, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < output.Length; sent += MaxPartBytes)
        {
            var part = Math.Min(MaxPartBytes, output.Length - sent);
            await Socket.SendToAsync(output.Buffer.AsMemory(sent, part), SocketFlags.None, client, cancellationToken);
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
