using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Signalbox.Engine.Dns;

/// <summary>Asks name servers, over UDP and over TCP when an answer was cut off (RFC 1035 §4.2, RFC 7766). No thread waits.</summary>
internal static class DnsClient
{
    // A stranger can send to our port as often as it likes; who waits must not be kept busy by it.
    private const int MaxForeign = 64;

    /// <summary>Asks one server after the other, some rounds, until one answers; null when none does.</summary>
    /// <param name="name">Name in lower case for which <see cref="DnsQuestion.IsName"/> holds.</param>
    /// <param name="type">Type of records.</param>
    /// <param name="servers">Whom to ask.</param>
    public static async Task<DnsReply?> AskAsync(string name, DnsRecordType type, DnsServers servers)
    {
        for (var round = 0; round < servers.Attempts; round++)
        {
            foreach (var server in servers.Servers)
            {
                var reply = await AskOneAsync(server, name, type, servers.Patience).ConfigureAwait(false);
                if (reply is { Outcome: DnsOutcome.Answered or DnsOutcome.NoName })
                    return reply;
            }
        }

        return null;
    }

    private static async Task<DnsReply?> AskOneAsync(IPEndPoint server, string name, DnsRecordType type, TimeSpan patience)
    {
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        var question = DnsQuestion.Write(name, type, id);
        using var limit = new CancellationTokenSource(patience);
        try
        {
            var reply = await AskUdpAsync(server, question, bytes => DnsReply.Read(bytes, id, name, type), limit.Token).ConfigureAwait(false);
            return reply is not { Outcome: DnsOutcome.Truncated }
                ? reply
                : await AskTcpAsync(server, question, bytes => DnsReply.Read(bytes, id, name, type), limit.Token).ConfigureAwait(false);
        }
        catch (Exception silent) when (silent is SocketException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    private static async Task<DnsReply?> AskUdpAsync(IPEndPoint server, byte[] question, ReadReply read, CancellationToken limit)
    {
        // A socket, and so a port of its own for each question, connected: only the server's datagrams come in.
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, limit).ConfigureAwait(false);
        await socket.SendAsync(question, limit).ConfigureAwait(false);
        var buffer = new byte[DnsQuestion.OfferedBytes];
        for (var foreign = 0; foreign < MaxForeign; foreign++)
        {
            var count = await socket.ReceiveAsync(buffer, limit).ConfigureAwait(false);
            var reply = read(buffer.AsSpan(0, count));
            if (reply.Outcome != DnsOutcome.Foreign)
                return reply;
        }

        return null;
    }

    private static async Task<DnsReply?> AskTcpAsync(IPEndPoint server, byte[] question, ReadReply read, CancellationToken limit)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, limit).ConfigureAwait(false);
        using var stream = new NetworkStream(socket);
        var framed = new byte[2 + question.Length];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)question.Length);
        question.CopyTo(framed, 2);
        await stream.WriteAsync(framed, limit).ConfigureAwait(false);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, limit).ConfigureAwait(false);
        var bytes = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(bytes, limit).ConfigureAwait(false);
        return read(bytes);
    }

    private delegate DnsReply ReadReply(ReadOnlySpan<byte> bytes);
}
