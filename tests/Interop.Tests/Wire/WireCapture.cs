using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Wire;

/// <summary>tcpdump on the loopback, for some ports.</summary>
internal sealed class WireCapture : IDisposable
{
    // Shorter datagrams keep bindings open and are no messages: the peer's core throws them away, too.
    private const int ShortestMessage = 32;
    private readonly Tool _tcpdump;
    private readonly string _path;

    private WireCapture(Tool tcpdump, string path)
    {
        _tcpdump = tcpdump;
        _path = path;
    }

    /// <summary>Starts and waits until it listens.</summary>
    /// <param name="folder">Takes the file.</param>
    /// <param name="collector">Port whose packets are the trace itself.</param>
    /// <param name="ports">Ports of the server.</param>
    public static WireCapture Start(string folder, int collector, params int[] ports)
    {
        var path = Path.Combine(folder, "wire.pcap");
        var filter = string.Join(" or ", ports.Select(static port => $"port {port}"));
        var tcpdump = Tool.Start("tcpdump", folder, "-i", "lo", "-s", "0", "-U", "--immediate-mode", "-B", "16384", "-n", "-Z", "root", "-w", path, $"not port {collector} and ({filter})");
        Assert.True(SpinWait.SpinUntil(() => tcpdump.HasEnded || tcpdump.Output.Contains("listening on", StringComparison.Ordinal), TimeSpan.FromSeconds(20)), tcpdump.Output);
        Assert.False(tcpdump.HasEnded, tcpdump.Output);
        return new WireCapture(tcpdump, path);
    }

    /// <summary>Ends the capture.</summary>
    /// <param name="ciphered">Ports whose streams cannot be read here.</param>
    /// <returns>The messages of the others.</returns>
    public List<WireMessage> Stop(params int[] ciphered)
    {
        // It writes each packet at once; what the kernel has yet is there a moment later.
        Thread.Sleep(300);
        _tcpdump.Terminate();
        Assert.Contains("\n0 packets dropped by kernel", _tcpdump.Output, StringComparison.Ordinal);
        var (datagrams, streams) = PcapFile.Read(_path);
        var messages = datagrams.Where(static one => one.Bytes.Length >= ShortestMessage).ToList();
        foreach (var (from, to, bytes) in streams)
        {
            if (ciphered.Any(port => from.EndsWith($":{port}", StringComparison.Ordinal) || to.EndsWith($":{port}", StringComparison.Ordinal)))
                continue;

            foreach (var (message, isFramed) in StreamCutter.Cut(bytes))
                messages.Add(new WireMessage(from, to, isFramed ? WireMessage.Wrapped : WireMessage.Tcp, message));
        }

        return messages;
    }

    public void Dispose() => _tcpdump.Dispose();
}
