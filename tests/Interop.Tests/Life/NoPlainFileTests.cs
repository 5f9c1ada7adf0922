using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Life;

/// <summary>A FIFO, a folder or a device where a configuration wants a file: one line says so, and nobody waits for it.</summary>
public sealed class NoPlainFileTests
{
    private const string Fifo = "found a FIFO (named pipe), expected a regular file";

    /// <summary>Cfg lines that name a file; NAME is what stands there.</summary>
    private static readonly string[] Readers =
    [
        "include_file \"NAME\"",
        "import_file \"NAME\"",
        "loadmodule \"app_lua.so\"\nmodparam(\"app_lua\", \"load\", \"NAME\")\ncfgengine \"lua\"",
        "loadmodule \"app_jsdt.so\"\nmodparam(\"app_jsdt\", \"load\", \"NAME\")\ncfgengine \"jsdt\"",
        "loadmodule \"dispatcher.so\"\nmodparam(\"dispatcher\", \"list_file\", \"NAME\")",
        "loadmodule \"permissions.so\"\nmodparam(\"permissions\", \"address_file\", \"NAME\")",
        "loadmodule \"tls.so\"\nenable_tls=yes\nmodparam(\"tls\", \"config\", \"NAME\")",
        "loadmodule \"tls.so\"\nenable_tls=yes\nmodparam(\"tls\", \"certificate\", \"NAME\")",
        "modparam(\"ctl\", \"token\", \"file:NAME\")",
    ];

    [ToolFact("mkfifo")]
    public void A_fifo_instead_of_any_file_is_refused_at_the_start()
    {
        using var cfg = new ProcessCfg("request_route { exit; }");
        Tool.Run(5, "mkfifo", "/", cfg.Beside("fifo"));
        var folder = Path.GetDirectoryName(cfg.Path)!;
        Assert.Contains(Fifo, Start("-f", cfg.Beside("fifo"), "-DD", "-E"), StringComparison.Ordinal);
        Assert.Contains(Fifo, Start("-f", cfg.Beside("fifo"), "-c"), StringComparison.Ordinal);
        foreach (var reader in Readers)
        {
            cfg.Write($"{reader.Replace("NAME", cfg.Beside("fifo"), StringComparison.Ordinal)}\nrequest_route {{ exit; }}");
            var output = Start(["-f", cfg.Path, "-DD", "-E", "-Y", folder, .. RunningServer.Defines(folder, Ports.Free())]);
            Assert.True(output.Contains(Fifo, StringComparison.Ordinal) && output.Contains(cfg.Beside("fifo"), StringComparison.Ordinal), $"{reader}:\n{output}");
        }
    }

    [Theory]
    [InlineData("/tmp", "found a folder, expected a regular file")]
    [InlineData("/dev/zero", "found a device, expected a regular file")]
    [InlineData("/dev/stdin", "expected a regular file")]
    public void What_is_no_file_or_never_ends_is_refused_as_configuration(string path, string expected)
    {
        Assert.Contains(expected, Start("-f", path, "-c"), StringComparison.Ordinal);
        Assert.Contains(expected, Start("-f", path, "-DD", "-E"), StringComparison.Ordinal);
    }

    [ToolFact("mkfifo")]
    public void A_reload_that_finds_a_fifo_is_refused_at_once_and_the_next_one_goes()
    {
        using var cfg = new ProcessCfg("request_route { exit; }");
        Tool.Run(5, "mkfifo", "/", cfg.Beside("fifo"));
        using var server = RunningServer.Start(cfg.Path);
        foreach (var reader in Readers[..6])
        {
            cfg.Write($"{reader.Replace("NAME", cfg.Beside("fifo"), StringComparison.Ordinal)}\nrequest_route {{ exit; }}");
            var reply = server.Call("core.reload");
            Assert.True(reply.IsFault, reader);
            Assert.Contains(Fifo, $"{reply.FaultText}{server.Log}", StringComparison.Ordinal);
        }

        File.Delete(cfg.Path);
        Tool.Run(5, "mkfifo", "/", cfg.Path);
        Assert.True(server.Call("core.reload").IsFault);
        File.Delete(cfg.Path);
        cfg.Write("request_route { drop; }");
        Assert.False(server.Call("core.reload").IsFault);
        server.Stop();
    }

    // Ends with an error, within seconds.
    private static string Start(params string[] flags)
    {
        var (code, output) = Tool.Run(20, SignalboxBinary.Path, "/", flags);
        Assert.True(code == 255, $"{string.Join(' ', flags)}: status {code}\n{output}");
        return output;
    }
}
