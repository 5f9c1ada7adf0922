using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Stock;

/// <summary>The built server with Debian's <c>kamailio.cfg</c> as it stands, on free loopback ports, in a work folder of its own.</summary>
internal sealed class StockServer : IDisposable
{
    /// <summary>Where Debian installs it.</summary>
    public const string Cfg = "/etc/kamailio/kamailio.cfg";

    private readonly string[] _flags;
    private Tool _process;

    /// <summary>Starts it with switches and more flags and waits until it listens.</summary>
    /// <param name="folder">The work folder.</param>
    /// <param name="switches">Names for <c>-A</c>, parted by blanks; WITH_TLS opens a third port.</param>
    /// <param name="flags">More flags.</param>
    public StockServer(string folder, string switches, params string[] flags)
    {
        Folder = folder;
        Port = Ports.FreeOfBoth();
        TlsPort = switches.Contains("WITH_TLS", StringComparison.Ordinal) ? Ports.FreeOfBoth() : 0;
        _flags =
        [
            "-f", Cfg, "-DD", "-E", "-Y", folder, "-w", folder, "-l", $"udp:127.0.0.1:{Port}", "-l", $"tcp:127.0.0.1:{Port}",
            .. TlsPort > 0 ? (string[])["-l", $"tls:127.0.0.1:{TlsPort}", $"--subst=!/etc/kamailio/tls.cfg!{folder}/tls.cfg!g"] : [],
            .. switches.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(static one => (string[])["-A", one]),
            .. flags,
        ];
        _process = Start();
    }

    /// <summary>Its work folder.</summary>
    public string Folder { get; }

    /// <summary>Its port for UDP and TCP.</summary>
    public int Port { get; }

    /// <summary>Its port for TLS; 0 = none.</summary>
    public int TlsPort { get; }

    /// <summary>What it logged.</summary>
    public string Log => _process.Output;

    /// <summary>Stops it in the orderly way; its exit status must be 0.</summary>
    public void Stop()
    {
        _process.Terminate();
        Assert.True(_process.ExitCode == 0, $"the server ended with status {_process.ExitCode}:\n{Log}");
    }

    /// <summary>Stops it and starts it anew on the same ports.</summary>
    public void Restart()
    {
        Stop();
        _process.Dispose();
        _process = Start();
    }

    /// <summary>Calls a method of the control socket; words as kamcmd takes them.</summary>
    public string Rpc(params string[] words) => Tool.Run(20, "kamcmd", "/", ["-s", $"unix:{Folder}/kamailio_ctl", .. words]).Output;

    /// <inheritdoc />
    public void Dispose() => _process.Dispose();

    private Tool Start()
    {
        var process = Tool.Start(SignalboxBinary.Path, Folder, _flags);
        for (var i = 0; i < 400 && !IsReady; i++)
        {
            if (process.HasEnded)
                break;

            Thread.Sleep(25);
        }

        if (!process.HasEnded && IsReady)
            return process;

        process.Dispose();
        throw new InvalidOperationException($"the server is not ready:\n{process.Output}");
    }

    private bool IsReady => Ports.IsBound(Port) && Ports.IsListening(Port) && (TlsPort == 0 || Ports.IsListening(TlsPort));
}
