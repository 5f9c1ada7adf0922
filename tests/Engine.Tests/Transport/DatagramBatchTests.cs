using System.Net;
using System.Net.Sockets;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Transport.Linux;
using Xunit;

namespace Engine.Tests.Transport;

public sealed class DatagramBatchTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Datagrams_of_every_size_arrive_whole_and_in_order(string host)
    {
        using var sender = Bound(host);
        using var receiver = Bound(host);
        var to = EndPointOf(receiver);
        var sent = new SendBatch(sender.SafeHandle);
        var received = new ReceiveBatch(16, to.IsV6);
        int[] sizes = [1, 500, 8000, 65000, 3, 1300, 20000, 65507 - (to.IsV6 ? 20 : 0), 700];

        foreach (var size in sizes)
        {
            Assert.True(sent.TryAdd(to, Datagram(size)));
            sent.Flush();
        }

        Assert.Equal(sizes.Select(Datagram), Receive(received, receiver, sizes.Length, EndPointOf(sender)));
    }

    [Fact]
    public void More_datagrams_than_a_batch_holds_are_sent_on_the_way()
    {
        using var sender = Bound("127.0.0.1");
        using var receiver = Bound("127.0.0.1");
        var sent = new SendBatch(sender.SafeHandle);
        var received = new ReceiveBatch(16, isV6: false);
        var sizes = Enumerable.Range(1, 100).Select(static i => i * 20).ToArray();

        foreach (var size in sizes)
            Assert.True(sent.TryAdd(EndPointOf(receiver), Datagram(size)));

        sent.Flush();

        Assert.Equal(sizes.Select(Datagram), Receive(received, receiver, sizes.Length, EndPointOf(sender)));
    }

    [Fact]
    public void One_that_the_kernel_refuses_holds_no_other_back()
    {
        using var sender = Bound("127.0.0.1");
        using var receiver = Bound("127.0.0.1");
        var sent = new SendBatch(sender.SafeHandle);
        sent.TryAdd(EndPointOf(receiver), Datagram(10));
        sent.TryAdd(new HostEndPoint([255, 255, 255, 255], 5060), Datagram(11));
        sent.TryAdd(EndPointOf(receiver), Datagram(12));

        sent.Flush();

        Assert.Equal([Datagram(10), Datagram(12)], Receive(new ReceiveBatch(4, isV6: false), receiver, 2, EndPointOf(sender)));
    }

    [Fact]
    public void What_no_datagram_can_hold_is_left_to_the_caller()
    {
        using var sender = Bound("127.0.0.1");

        Assert.False(new SendBatch(sender.SafeHandle).TryAdd(EndPointOf(sender), new byte[70000]));
    }

    private static List<byte[]> Receive(ReceiveBatch batch, Socket socket, int count, HostEndPoint from)
    {
        var all = new List<byte[]>();
        while (all.Count < count)
        {
            var got = batch.Receive(socket.SafeHandle);
            Assert.InRange(got, 1, 16);
            for (var i = 0; i < got; i++)
            {
                Assert.Equal(from, batch.Remote(i));
                all.Add(batch.Buffer(i)[..batch.Length(i)]);
            }
        }

        return all;
    }

    private static byte[] Datagram(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private static Socket Bound(string host)
    {
        var address = IPAddress.Parse(host);
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 20, ReceiveTimeout = 5000 };
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }

    private static HostEndPoint EndPointOf(Socket socket) => HostEndPoint.From((IPEndPoint)socket.LocalEndPoint!);
}
