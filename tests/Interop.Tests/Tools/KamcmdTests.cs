using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>Debian's <c>kamcmd</c> talks to the control socket.</summary>
public sealed class KamcmdTests
{
    [ToolFact("kamcmd")]
    public void Kamcmd_reads_versions_structures_lists_and_faults()
    {
        using var server = RunningServer.Start(RunningServer.Example("proxy.cfg"));
        string Ask(params string[] words) => Tool.Run(20, "kamcmd", "/", ["-s", $"unix:{server.ControlSocket}", .. words]).Output;

        Assert.StartsWith("signalbox ", Ask("core.version"), StringComparison.Ordinal);
        Assert.Matches(@"^\{\n\tnow: .*\n\tup_since: .*\n\tuptime: \d+\n\}\n$", Ask("core.uptime"));
        var methods = Ask("system.listMethods").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(methods.Order(StringComparer.Ordinal), methods);
        Assert.Contains("siptrace.status", methods);
        Assert.Equal("a\n7\n", Ask("core.echo", "a", "7"));
        Assert.Equal("error: 500 - command nosuch not found\n", Ask("nosuch"));
        Assert.Equal("Disabled\n", Ask("siptrace.status", "off"));
        Assert.Equal("Disabled\n", Ask("siptrace.status", "check"));
        Assert.Contains("generation: 2", Ask("core.reload"), StringComparison.Ordinal);
        Assert.Equal("Disabled\n", Ask("siptrace.status", "check"));
        Assert.Contains($"unix_stream\n{server.ControlSocket}\n", Ask("ctl.listen"), StringComparison.Ordinal);
        server.Stop();
    }
}
