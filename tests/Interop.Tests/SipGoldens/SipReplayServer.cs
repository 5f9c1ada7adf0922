using System.Net;
using System.Net.Sockets;
using System.Text;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>The built server with a variant's cfg on the recording's ports.</summary>
internal sealed class SipReplayServer : IDisposable
{
    private const int Port = 18060;
    private readonly Tool _process;

    private SipReplayServer(Tool process, string folder)
    {
        _process = process;
        Folder = folder;
    }

    /// <summary>Its work folder.</summary>
    public string Folder { get; }

    /// <summary>Memory of the process in RAM, in KiB.</summary>
    public int ResidentKilobytes => _process.ResidentKilobytes;

    /// <summary>What it logged.</summary>
    public string Log => _process.Output;

    /// <summary>Starts it and waits until it answers.</summary>
    public static SipReplayServer Start(SipVariant variant) => Start(variant.Configuration(), variant.Flags, variant.UsesDatabase);

    /// <summary>Starts a cfg of its own and waits until it answers.</summary>
    public static SipReplayServer Start(string configuration, Func<string, string[]> flags, bool usesDatabase = false)
    {
        var folder = Directory.CreateTempSubdirectory("sbx-sip-").FullName;
        var cfg = Path.Combine(folder, "kamailio.cfg");
        File.WriteAllText(cfg, configuration, Encoding.Latin1);
        if (usesDatabase)
            SipDatabase.Create(folder);

        var process = Tool.Start(SignalboxBinary.Path, folder, ["-f", cfg, "-DD", "-E", "-Y", folder, "-w", folder, .. flags(folder)]);
        var server = new SipReplayServer(process, folder);
        try
        {
            server.WaitUntilItAnswers();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Stops it in the orderly way; its exit status must be 0.</summary>
    public void Stop()
    {
        _process.Terminate();
        Assert.True(_process.ExitCode == 0, $"the server ended with status {_process.ExitCode}:\n{Log}");
        Assert.DoesNotContain("defect", Log, StringComparison.Ordinal);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Waits until it answers an OPTIONS; fails the test when it does not.</summary>
    public void WaitUntilItAnswers()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Client.ReceiveTimeout = 200;
        var local = ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
        var ready = Encoding.ASCII.GetBytes(
            $"OPTIONS sip:127.0.0.1:{Port} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{local};branch=z9hG4bK-ready;rport\r\nMax-Forwards: 70\r\n"
            + "From: <sip:ready@127.0.0.1>;tag=1\r\nTo: <sip:127.0.0.1>\r\nCall-ID: ready\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n");
        for (var i = 0; i < 150 && !_process.HasEnded; i++)
        {
            socket.Send(ready, new IPEndPoint(IPAddress.Loopback, Port));
            try
            {
                IPEndPoint? from = null;
                socket.Receive(ref from);
                return;
            }
            catch (SocketException)
            {
                Thread.Sleep(50);
            }
        }

        Assert.Fail($"the server does not answer:\n{Log}");
    }
}
