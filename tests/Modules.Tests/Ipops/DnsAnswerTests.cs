using System.Net;
using System.Net.Sockets;
using Signalbox.Modules.Ipops;

namespace Signalbox.Modules.Tests.Ipops;

public sealed class DnsAnswerTests
{
    // Two SRV answers for _sip._udp.ex.test with a compressed name, the worse one first.
    private static readonly byte[] Services =
    [
        0, 1, 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0,
        4, (byte)'_', (byte)'s', (byte)'i', (byte)'p', 4, (byte)'_', (byte)'u', (byte)'d', (byte)'p', 2, (byte)'e', (byte)'x', 4, (byte)'t', (byte)'e', (byte)'s', (byte)'t', 0, 0, 33, 0, 1,
        0xC0, 12, 0, 33, 0, 1, 0, 0, 0, 60, 0, 10, 0, 20, 0, 5, 0x13, 0xC4, 1, (byte)'b', 0xC0, 22,
        0xC0, 12, 0, 33, 0, 1, 0, 0, 0, 60, 0, 10, 0, 10, 0, 7, 0x13, 0xC5, 1, (byte)'a', 0xC0, 22,
    ];

    [Fact]
    public void Services_come_by_priority()
    {
        var records = ServiceRecords.Read(Services);

        Assert.Equal(["10 7 5061 a.ex.test", "20 5 5060 b.ex.test"], records.ConvertAll(static one => $"{one["priority"]} {one["weight"]} {one["port"]} {one["target"]}"));
    }

    [Fact]
    public void A_cut_or_damaged_reply_never_reaches_outside_its_bytes()
    {
        for (var length = 0; length < Services.Length; length++)
            Assert.InRange(ServiceRecords.Read(Services.AsSpan(0, length)).Count, 0, 2);

        for (var i = 0; i < Services.Length; i++)
        {
            var damaged = Services.ToArray();
            damaged[i] = 0xFF;
            Assert.InRange(ServiceRecords.Read(damaged).Count, 0, 2);
            Assert.InRange(AuthorityRecords.Read(damaged).Count, 0, 2);
        }
    }

    [Fact]
    public void A_name_that_points_to_itself_ends()
    {
        var reply = Services.ToArray();
        (reply[^2], reply[^1]) = (0xC0, (byte)(reply.Length - 2));

        Assert.Equal(2, ServiceRecords.Read(reply).Count);
    }

    [Fact]
    public async Task A_question_is_answered_by_the_next_server_when_one_is_silent()
    {
        using var silent = Bind();
        using var server = Bind();
        var answered = Task.Run(() =>
        {
            var buffer = new byte[512];
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            var count = server.ReceiveFrom(buffer, ref from);
            var reply = Services.ToArray();
            (reply[0], reply[1]) = (buffer[0], buffer[1]);
            server.SendTo(reply, from);
            return count;
        });
        var client = new DnsClient([(IPEndPoint)silent.LocalEndPoint!, (IPEndPoint)server.LocalEndPoint!], TimeSpan.FromMilliseconds(300));

        var found = client.Ask("_sip._udp.ex.test", DnsRecordType.Srv);

        Assert.NotNull(found);
        Assert.Equal(2, ServiceRecords.Read(found).Count);
        Assert.Equal(46, await answered);
        Assert.Null(client.Ask($"{new string('x', 64)}.test", DnsRecordType.Srv));
        Assert.Null(client.Ask("a..test", DnsRecordType.Srv));
    }

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
