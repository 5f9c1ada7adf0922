using Signalbox.Testing;
using Xunit;

namespace Signalbox.Modules.Tests.Scripts;

public sealed class ForwardTests
{
    private const string Request =
        "OPTIONS sip:bob@192.0.2.2:5070 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";

    [Theory]
    [InlineData("forward();", "192.0.2.2:5070")]
    [InlineData("$du = \"sip:192.0.2.3\"; forward();", "192.0.2.3:5060")]
    [InlineData("forward(\"192.0.2.4\");", "192.0.2.4:5060")]
    [InlineData("forward(192.0.2.4, 5080);", "192.0.2.4:5080")]
    [InlineData("forward(uri:host, uri:port);", "192.0.2.2:5070")]
    [InlineData("forward_tcp();", "tcp:192.0.2.2:5070")]
    public async Task Forward_goes_where_its_arguments_say(string statements, string to)
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource($"listen=udp:127.0.0.1:5060\nlisten=tcp:127.0.0.1:5060\nloadmodule \"pv.so\"\nrequest_route {{ {statements} }}\n", engine.Services);
        await engine.StartAsync(source);
        engine.Deliver(Request, "192.0.2.1:5060");

        Assert.NotNull(engine.Take(to));

        await engine.StopAsync();
    }
}
