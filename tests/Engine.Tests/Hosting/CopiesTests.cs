using System.Globalization;
using System.Text;
using Signalbox.Engine.Transport;
using Xunit;

namespace Engine.Tests.Hosting;

/// <summary>Copies for collectors wait while a worker has something to do, and not a moment longer.</summary>
public sealed class CopiesTests
{
    private const int Many = 500;

    [Fact]
    public async Task One_copy_leaves_when_its_worker_is_out_of_work()
    {
        using var collector = TestEngine.UdpClient();
        await using var engine = await StartAsync(collector.LocalEndPoint);
        using var client = TestEngine.UdpClient();

        client.SendTo(TestEngine.Request(), engine.EndPoint());

        Assert.Equal("0", TestEngine.Receive(collector));
    }

    [Fact]
    public async Task Many_copies_leave_in_order_and_none_is_missing()
    {
        using var collector = TestEngine.UdpClient();
        collector.ReceiveBufferSize = 1 << 20;
        await using var engine = await StartAsync(collector.LocalEndPoint);
        using var client = TestEngine.UdpClient();

        for (var i = 0; i < Many; i++)
            client.SendTo(TestEngine.Request(), engine.EndPoint());

        for (var i = 0; i < Many; i++)
            Assert.Equal(i.ToString(CultureInfo.InvariantCulture), TestEngine.Receive(collector));
    }

    private static Task<TestEngine> StartAsync(System.Net.EndPoint? collector)
    {
        var count = 0;
        var to = new Destination { Protocol = TransportProtocol.Udp, Remote = HostEndPoint.From((System.Net.IPEndPoint)collector!) };
        return TestEngine.StartAsync(e =>
        {
            e.Source.Configure = settings =>
            {
                settings.Children = 1;
                settings.UdpSocketPerWorker = 1;
            };
            e.Source.Request = new StubRoute(context =>
                e.Services.Get<IMessageSender>().SendUntapped(context.Worker, to, Encoding.ASCII.GetBytes(count++.ToString(CultureInfo.InvariantCulture))));
        });
    }
}
