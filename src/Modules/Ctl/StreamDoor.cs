using System.Buffers;
using System.Net.Sockets;
using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Ctl;

/// <summary>A stream socket: requests may be pipelined, the answers come in order.</summary>
internal sealed class StreamDoor : ControlDoor
{
    private const int MaxConnections = 128;
    private const int MaxRequestBytes = 256 * 1024;
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(120);
    private readonly BinrpcServer _server;
    private int _connections;

    public StreamDoor(ControlAddress address, UnixFileMode mode, BinrpcServer server)
        : base(address, mode)
    {
        _server = server;
        Socket.Listen(64);
    }

    /// <inheritdoc />
    public override int Connections => Volatile.Read(ref _connections);

    /// <inheritdoc />
    protected override async Task ServeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var client = await Socket.AcceptAsync(cancellationToken);
            if (Interlocked.Increment(ref _connections) > MaxConnections)
            {
                Interlocked.Decrement(ref _connections);
                client.Dispose();
                continue;
            }

            _ = Task.Run(() => ServeClientAsync(client, cancellationToken), CancellationToken.None);
        }
    }

    private async Task ServeClientAsync(Socket client, CancellationToken cancellationToken)
    {
        try
        {
            using (client)
                await AnswerAllAsync(client, cancellationToken);
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The client left, was idle too long, or the server stops.
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    private async Task AnswerAllAsync(Socket client, CancellationToken cancellationToken)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var buffer = new byte[4096];
        var filled = 0;
        while (true)
        {
            var output = new ByteWriter();
            var open = AnswerBuffered(ref buffer, ref filled, output);
            if (output.Length > 0)
                await SendAsync(client, output, cancellationToken);

            if (!open)
                return;

            idle.CancelAfter(IdleLimit);
            var received = await client.ReceiveAsync(buffer.AsMemory(filled), idle.Token);
            if (received == 0)
                return;

            filled += received;
        }
    }

    /// <summary>Answers every whole packet in the buffer; afterwards there is room for more.</summary>
    /// <returns>False when the connection must end.</returns>
    private bool AnswerBuffered(ref byte[] buffer, ref int filled, ByteWriter output)
    {
        var done = 0;
        while (true)
        {
            var status = BinrpcHeader.Read(buffer.AsSpan(done, filled - done), out var header, out var headerBytes);
            if (status == OperationStatus.InvalidData || header.BodyBytes > MaxRequestBytes)
            {
                BinrpcServer.RefusePacket(header.Cookie, output);
                return false;
            }

            var whole = headerBytes + (int)header.BodyBytes;
            if (status == OperationStatus.NeedMoreData || filled - done < whole)
            {
                MakeRoom(ref buffer, ref filled, done, whole);
                return true;
            }

            if (!_server.Answer(header, buffer.AsSpan(done + headerBytes, (int)header.BodyBytes), output))
                return false;

            done += whole;
        }
    }

    private static void MakeRoom(ref byte[] buffer, ref int filled, int done, int wanted)
    {
        var rest = buffer.AsSpan(done, filled - done);
        filled = rest.Length;
        if (Math.Max(wanted, filled + 1) <= buffer.Length)
        {
            rest.CopyTo(buffer);
            return;
        }

        var larger = new byte[Math.Max(wanted, buffer.Length * 2)];
        rest.CopyTo(larger);
        buffer = larger;
    }

    private static async Task SendAsync(Socket client, ByteWriter output, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < output.Length;)
            sent += await client.SendAsync(output.Buffer.AsMemory(sent, output.Length - sent), cancellationToken);
    }
}
