using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Hep.Api;
using Xunit;

namespace Signalbox.Modules.Tests.SipTrace;

/// <summary>HEP 3 by TCP: a collector that is away neither blocks a call nor costs a copy.</summary>
public sealed class StreamCollectorTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Copies_wait_for_a_collector_that_is_away_and_go_on_when_it_is_back()
    {
        var listener = Listen(0);
        var port = PortOf(listener);
        using var bench = Start($"sip:127.0.0.1:{port};transport=tcp");
        Trace(bench, "before");
        using (var connection = await listener.AcceptTcpClientAsync().WaitAsync(Limit))
            Assert.Equal("before", await ReadAsync(connection));

        listener.Stop();
        Trace(bench, "meanwhile");
        Assert.True(SpinWait.SpinUntil(() => Figure(bench, "waiting") == 1, Limit));

        listener = Listen(port);
        using var again = await listener.AcceptTcpClientAsync().WaitAsync(Limit);
        Assert.Equal("meanwhile", await ReadAsync(again));
        Trace(bench, "after");
        Assert.Equal("after", await ReadAsync(again));
        Assert.True(SpinWait.SpinUntil(() => Figure(bench, "sent") == 3, Limit));
        Assert.Equal((0, 2), (Figure(bench, "waiting"), Figure(bench, "connects")));
        Assert.Empty(bench.Sender.Copies);
        listener.Stop();
    }

    [Fact]
    public async Task The_next_collector_stands_in_while_the_first_has_no_connection()
    {
        var first = Listen(0);
        var second = Listen(0);
        var away = PortOf(first);
        first.Stop();
        using var bench = Start($"sip:127.0.0.1:{away};transport=tcp|sip:127.0.0.1:{PortOf(second)};transport=tcp");
        var accepted = second.AcceptTcpClientAsync();
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                Trace(bench, "either");
                return accepted.IsCompleted;
            },
            Limit));

        using var connection = await accepted;
        Assert.Equal("either", await ReadAsync(connection));
        second.Stop();
    }

    [Theory]
    [InlineData("send_sock_name", "aside")]
    [InlineData("send_sock_addr", "sip:127.0.0.3:15062")]
    [InlineData("force_send_sock", "sip:127.0.0.3:15062")]
    public async Task Connections_leave_from_the_address_of_the_socket_that_is_named(string parameter, string value)
    {
        var listener = Listen(0);
        using var bench = Make($"sip:127.0.0.1:{PortOf(listener)};transport=tcp").Set(parameter, value);
        Assert.True(bench.Start());
        Trace(bench, "bound");

        using var connection = await listener.AcceptTcpClientAsync().WaitAsync(Limit);

        Assert.Equal("127.0.0.3", ((IPEndPoint)connection.Client.RemoteEndPoint!).Address.ToString());
        Assert.Equal($"tcp:127.0.0.1:{PortOf(listener)} from 127.0.0.3", Assert.Single(bench.Rpc("siptrace.senders").Rows).Members[0].Value.ToText());
        Assert.Equal("bound", await ReadAsync(connection));
        listener.Stop();
    }

    [Theory]
    [InlineData(0, 3, 1, 1)]
    [InlineData(1, 1, -1, 0)]
    [InlineData(1, 2, -1, 0)]
    public void Only_HEP_3_has_a_connection_of_its_own(int hep, int version, int answer, int copies)
    {
        using var bench = new ModuleBench("siptrace").Set("trace_on", 1).Set("trace_to_database", 0).Set("hep_mode_on", hep).Set("hep_version", version)
            .Set("duplicate_uri", "sip:127.0.0.1:1;transport=tcp");
        Assert.True(bench.Start());

        Assert.Equal(answer, bench.Call(Message(bench, "one"), "sip_trace"));
        Assert.Equal(copies, bench.Sender.Copies.Count);
        Assert.Empty(bench.Rpc("siptrace.senders").Rows);
    }

    private static ModuleBench Make(string uri) =>
        new ModuleBench("siptrace").Set("trace_on", 1).Set("trace_to_database", 0).Set("hep_mode_on", 1).Set("hep_version", 3).Set("duplicate_uri", uri);

    private static ModuleBench Start(string uri)
    {
        var bench = Make(uri);
        Assert.True(bench.Start());
        return bench;
    }

    private static RoutingContext Message(ModuleBench bench, string callId) =>
        bench.Receive($"OPTIONS sip:x SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:15070;branch=z9hG4bK-b1\r\nFrom: <sip:a@x>;tag=1\r\nTo: <sip:b@x>\r\nCall-ID: {callId}\r\nCSeq: 1 OPTIONS\r\n\r\n", ModuleBench.Address("127.0.0.1", 15070));

    // A second is far more than a queue takes, and far less than a connection that is waited for.
    private static void Trace(ModuleBench bench, string callId)
    {
        var context = Message(bench, callId);
        var start = Stopwatch.GetTimestamp();
        Assert.Equal(1, bench.Call(context, "sip_trace"));
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1));
    }

    private static long Figure(ModuleBench bench, string name) => Assert.Single(bench.Rpc("siptrace.senders").Rows).Members.Single(member => member.Name == name).Value.Number;

    private static TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    // The Call-ID in one packet.
    private static async Task<string> ReadAsync(TcpClient connection)
    {
        var packet = new byte[HepWriter.MaxBytes];
        await connection.GetStream().ReadExactlyAsync(packet.AsMemory(0, 6)).AsTask().WaitAsync(Limit);
        var length = BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(4));
        await connection.GetStream().ReadExactlyAsync(packet.AsMemory(6, length - 6)).AsTask().WaitAsync(Limit);
        Assert.Equal(HepError.None, HepReader.Read(packet.AsSpan(0, length), out var read));
        var payload = Encoding.Latin1.GetString(packet, read.Payload.Start, read.Payload.Length);
        return payload.Split("Call-ID: ")[1].Split('\r')[0];
    }
}
