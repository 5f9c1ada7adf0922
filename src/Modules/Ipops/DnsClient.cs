using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Signalbox.Modules.Ipops;

/// <summary>Asks a name server over UDP, with room for large replies (EDNS, RFC 6891). One thread waits for each question.</summary>
/// <param name="servers">Name servers, asked one after the other.</param>
/// <param name="patience">Wait for each server.</param>
internal sealed class DnsClient(IReadOnlyList<IPEndPoint> servers, TimeSpan patience)
{
    private const int Port = 53;
    private const int MaxReplyBytes = 4096;
    private const int MaxServers = 3;

    /// <summary>The servers that <c>/etc/resolv.conf</c> names; 127.0.0.1 when it names none.</summary>
    public static DnsClient OfSystem()
    {
        var servers = new List<IPEndPoint>();
        try
        {
            foreach (var line in File.ReadLines("/etc/resolv.conf"))
            {
                var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
                if (servers.Count < MaxServers && words.Length > 1 && words[0] == "nameserver" && IPAddress.TryParse(words[1], out var address))
                    servers.Add(new IPEndPoint(address, Port));
            }
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            servers.Clear();
        }

        if (servers.Count == 0)
            servers.Add(new IPEndPoint(IPAddress.Loopback, Port));

        return new DnsClient(servers, TimeSpan.FromSeconds(2));
    }

    /// <summary>The reply to a question, also when it says that there is no such name; null when nobody answered or the name cannot be asked for.</summary>
    public byte[]? Ask(string name, DnsRecordType type)
    {
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        if (BuildQuestion(name, type, id) is not { } question)
            return null;

        foreach (var server in servers)
        {
            if (AskOne(server, question, id) is { } reply)
                return reply;
        }

        return null;
    }

    private byte[]? AskOne(IPEndPoint server, byte[] question, ushort id)
    {
        try
        {
            using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.ReceiveTimeout = (int)patience.TotalMilliseconds;

            // Connected, so that only the server's own datagrams come in.
            socket.Connect(server);
            socket.Send(question);
            var buffer = new byte[MaxReplyBytes];
            var count = socket.Receive(buffer);
            var isReply = count >= 12 && BinaryPrimitives.ReadUInt16BigEndian(buffer) == id && (buffer[2] & 0x80) != 0;
            return isReply ? buffer[..count] : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static byte[]? BuildQuestion(string name, DnsRecordType type, ushort id)
    {
        var bytes = new List<byte> { (byte)(id >> 8), (byte)id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1 };
        foreach (var label in name.TrimEnd('.').Split('.'))
        {
            if (label.Length is 0 or > 63 || name.Length > 253)
                return null;

            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.Latin1.GetBytes(label));
        }

        // The end of the name, type, class IN; then an OPT record that offers 4096 bytes.
        bytes.AddRange([0, 0, (byte)type, 0, 1, 0, 0, 41, 0x10, 0, 0, 0, 0, 0, 0, 0]);
        return [.. bytes];
    }
}
