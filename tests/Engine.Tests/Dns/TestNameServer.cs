using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Engine.Tests.Dns;

/// <summary>A name server on loopback, over UDP and TCP on one port. Answers what it was told; other names do not exist.</summary>
internal sealed class TestNameServer : IDisposable
{
    private readonly ConcurrentDictionary<(string Name, ushort Type), List<byte[]>> _records = new();
    private readonly Socket _udp;
    private readonly Socket _tcp;

    public TestNameServer()
    {
        (_udp, _tcp) = Bind();
        EndPoint = (IPEndPoint)_udp.LocalEndPoint!;
        _tcp.Listen();
        _ = ServeUdpAsync();
        _ = ServeTcpAsync();
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Questions in the order in which they came, as "name TYPE".</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>When set: makes what is sent over UDP out of the right reply; no datagrams = silence.</summary>
    public Func<byte[], IEnumerable<byte[]>>? Forge { get; set; }

    /// <summary>Adds an A or AAAA record.</summary>
    public TestNameServer Address(string name, string address, int ttl = 60)
    {
        var ip = IPAddress.Parse(address);
        return Add(name, ip.AddressFamily == AddressFamily.InterNetwork ? 1 : 28, ttl, ip.GetAddressBytes());
    }

    /// <summary>Adds an SRV record.</summary>
    public TestNameServer Service(string name, int priority, int weight, int port, string target, int ttl = 60) =>
        Add(name, 33, ttl, [(byte)(priority >> 8), (byte)priority, (byte)(weight >> 8), (byte)weight, (byte)(port >> 8), (byte)port, .. Name(target)]);

    /// <summary>Adds a NAPTR record.</summary>
    public TestNameServer Authority(string name, int order, int preference, string service, string target, int ttl = 60) =>
        Add(name, 35, ttl, [(byte)(order >> 8), (byte)order, (byte)(preference >> 8), (byte)preference, .. Text("s"), .. Text(service), .. Text(string.Empty), .. Name(target)]);

    /// <summary>Adds a CNAME record, given for questions of any type.</summary>
    public TestNameServer Alias(string name, string target, int ttl = 60) => Add(name, 5, ttl, Name(target));

    /// <summary>Forgets the records of a name.</summary>
    public void Forget(string name, int type) => _records.TryRemove((name, (ushort)type), out _);

    public void Dispose()
    {
        _udp.Dispose();
        _tcp.Dispose();
    }

    /// <summary>A name on the wire, not compressed.</summary>
    public static byte[] Name(string name)
    {
        var bytes = new List<byte>();
        foreach (var label in name.Split('.', StringSplitOptions.RemoveEmptyEntries))
            bytes.AddRange(Text(label));

        return [.. bytes, 0];
    }

    // A port that is free for UDP may be taken for TCP.
    private static (Socket Udp, Socket Tcp) Bind()
    {
        for (var attempt = 1; ; attempt++)
        {
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                tcp.Bind(udp.LocalEndPoint!);
                return (udp, tcp);
            }
            catch (SocketException) when (attempt < 100)
            {
                udp.Dispose();
                tcp.Dispose();
            }
        }
    }

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.Latin1.GetBytes(text)];

    private TestNameServer Add(string name, int type, int ttl, byte[] data)
    {
        var record = new byte[10 + data.Length];
        BinaryPrimitives.WriteUInt16BigEndian(record, (ushort)type);
        record[3] = 1;
        BinaryPrimitives.WriteInt32BigEndian(record.AsSpan(4), ttl);
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(8), (ushort)data.Length);
        data.CopyTo(record, 10);
        _records.GetOrAdd((name, (ushort)type), static _ => []).Add([.. Name(name), .. record]);
        return this;
    }

    private byte[] Answer(ReadOnlySpan<byte> question)
    {
        var labels = new List<string>();
        var at = 12;
        for (; question[at] > 0; at += 1 + question[at])
            labels.Add(Encoding.Latin1.GetString(question.Slice(at + 1, question[at])));

        var name = string.Join('.', labels);
        var type = BinaryPrimitives.ReadUInt16BigEndian(question[(at + 1)..]);
        Asked.Enqueue($"{name} {(Signalbox.Engine.Dns.DnsRecordType)type}".ToUpperInvariant().Replace(name.ToUpperInvariant(), name, StringComparison.Ordinal));
        var records = _records.GetValueOrDefault((name, type)) ?? _records.GetValueOrDefault((name, (ushort)5)) ?? [];
        var exists = records.Count > 0 || _records.Keys.Any(key => key.Name == name);
        byte[] header = [question[0], question[1], 0x81, (byte)(exists ? 0x80 : 0x83), 0, 1, 0, (byte)records.Count, 0, 0, 0, 0];
        return [.. header, .. question[12..(at + 5)], .. records.SelectMany(static one => one)];
    }

    private async Task ServeUdpAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var got = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
                var reply = Answer(buffer.AsSpan(0, got.ReceivedBytes));
                foreach (var one in Forge?.Invoke(reply) ?? [reply])
                    await _udp.SendToAsync(one, got.RemoteEndPoint);
            }
        }
        catch (Exception end) when (end is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
            {
                using var stream = new NetworkStream(await _tcp.AcceptAsync(), ownsSocket: true);
                var length = new byte[2];
                await stream.ReadExactlyAsync(length);
                var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(question);
                var reply = Answer(question);
                BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)reply.Length);
                await stream.WriteAsync(length);
                await stream.WriteAsync(reply);
            }
        }
        catch (Exception end) when (end is ObjectDisposedException or SocketException or IOException)
        {
            // The test is over.
        }
    }
}
