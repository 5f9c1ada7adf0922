using Signalbox.Engine.Hosting;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Scripts;

/// <summary>Runs a small configuration on one OPTIONS, or says why it does not start.</summary>
internal static class CfgProbe
{
    private const string Options =
        "OPTIONS sip:bob@example.test SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1\r\nFrom: <sip:a@b>;tag=1\r\n"
        + "To: <sip:b@b>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";

    /// <summary>What the request route logs.</summary>
    /// <param name="globals">Modules beside pv and xlog, parameters, other routes.</param>
    /// <param name="statements">The request route.</param>
    public static async Task<List<string>> RunAsync(string globals, string statements)
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource(Text(globals, statements), engine.Services);
        await engine.StartAsync(source);
        engine.Deliver(Options, "192.0.2.1:5060");
        await engine.StopAsync();
        return engine.Log.ConvertAll(static line => line.Text);
    }

    /// <summary>The error that refuses the configuration.</summary>
    public static async Task<string> RefusalAsync(string globals, string statements)
    {
        var engine = new LoopbackEngine();
        using var source = new CfgSource(Text(globals, statements), engine.Services);
        var refusal = await Assert.ThrowsAsync<EngineStartException>(() => engine.StartAsync(source));
        return refusal.Message;
    }

    private static string Text(string globals, string statements) =>
        $"loadmodule \"pv.so\"\nloadmodule \"xlog.so\"\n{globals}\nrequest_route {{\n{statements}\nexit;\n}}\n";
}
