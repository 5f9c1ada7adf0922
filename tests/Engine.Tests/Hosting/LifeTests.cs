using System.Diagnostics;
using Engine.Tests.Configuration;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Transport;
using Xunit;

namespace Engine.Tests.Hosting;

public sealed class LifeTests
{
    [Fact]
    public async Task A_module_that_refuses_ends_the_start_and_frees_the_port()
    {
        var first = new StubModule();
        var engine = new TestEngine();
        engine.Source.Modules = () => [first, new StubModule("no such database")];

        var error = await Assert.ThrowsAsync<EngineStartException>(() => engine.Runtime.StartAsync(engine.Source, CancellationToken.None));

        Assert.Equal("module 'stub1' does not start: no such database", error.Message);
        Assert.True(first.IsStopped);
        var port = engine.EndPoint().Port;
        await using var second = await TestEngine.StartAsync(e => e.Source.Listen[0] = e.Source.Listen[0] with { Port = port });
    }

    [Fact]
    public async Task Errors_of_the_configuration_come_with_all_findings()
    {
        var engine = new TestEngine();
        engine.Source.Errors.AddRange(["one", "two"]);

        var error = await Assert.ThrowsAsync<EngineStartException>(() => engine.Runtime.StartAsync(engine.Source, CancellationToken.None));

        Assert.Equal("error TST0001: one (2 errors)", error.Message);
        Assert.Equal(2, error.Diagnostics.Count);
    }

    [Fact]
    public async Task Stop_lets_modules_send_once_more_and_frees_the_ports()
    {
        var module = new LastWords();
        var engine = await TestEngine.StartAsync(e =>
        {
            module.Engine = e;
            e.Source.Modules = () => [module];
        });
        var port = engine.EndPoint().Port;
        using var client = TestEngine.UdpClient();
        module.To = HostEndPoint.From((System.Net.IPEndPoint)client.LocalEndPoint!);
        var begin = Stopwatch.GetTimestamp();

        await engine.Runtime.StopAsync();

        Assert.Equal("bye", TestEngine.Receive(client));
        Assert.True(Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(5), "stopping took too long");
        await using var second = await TestEngine.StartAsync(e => e.Source.Listen[0] = e.Source.Listen[0] with { Port = port });
    }

    [Fact]
    public async Task Workers_are_listed_with_what_they_do()
    {
        await using var engine = await TestEngine.StartAsync(_ => { });

        var local = engine.EndPoint();
        Assert.Equal(
            ["timer", $"udp receiver child=0 sock={local}", $"udp receiver child=1 sock={local}"],
            engine.Services.Get<WorkerRegistry>().Workers.Select(worker => worker.Description));
    }

    private sealed class LastWords : IModule
    {
        public TestEngine Engine { get; set; } = null!;

        public HostEndPoint To { get; set; }

        public ValueTask StopAsync()
        {
            var to = new Destination { Protocol = TransportProtocol.Udp, Remote = To };
            Engine.Services.Get<IMessageSender>().SendUntapped(Engine.Runtime.Workers.Workers[0], to, "bye"u8);
            return ValueTask.CompletedTask;
        }
    }
}
