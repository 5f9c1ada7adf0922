using System.Net.Sockets;

namespace Signalbox.Interop.Tests.Control.Fuzz;

/// <summary>BINRPC over a stream: a connection for each request, because a damaged length swallows what follows it.</summary>
internal sealed class BinrpcStreamFuzz(string name, Func<Socket> open) : FuzzDoor(name)
{
    private const int MaxRequestBytes = 256 * 1024;

    /// <inheritdoc />
    public override string? Ask(byte[] request)
    {
        using var socket = open();
        socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
        var reply = new List<byte>();
        try
        {
            socket.Send(request);
            socket.Shutdown(SocketShutdown.Send);
            var buffer = new byte[65536];
            while (socket.Receive(buffer) is var count and > 0)
                reply.AddRange(buffer.AsSpan(0, count));
        }
        catch (SocketException end) when (end.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            // The server closes on what makes no sense, with the rest unread.
        }

        if (reply.Count == 0)
            return null;

        var bytes = reply.ToArray();
        var kind = BinrpcText.Kind(bytes);
        for (var at = 0; at < bytes.Length;)
        {
            BinrpcText.Kind(bytes.AsSpan(at));
            at += (int)BinrpcText.Announced(bytes.AsSpan(at), out _)!.Value;
            Assert.True(at <= bytes.Length, "a reply was cut off");
        }

        return kind;
    }

    /// <inheritdoc />
    public override string? Silence(byte[] request)
    {
        if (request.Length == 0)
            return "nothing sent";

        if (!BinrpcText.HasMark(request))
            return null;

        if (BinrpcText.Announced(request, out _) is not { } whole)
            return "head not whole";

        return whole > request.Length && whole <= MaxRequestBytes ? "body not whole" : null;
    }
}
