using System.Globalization;
using System.Net.Sockets;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Control;

/// <summary>The recorded packets, sent to the running server byte for byte.</summary>
[Collection("fixed ports")]
public sealed class BinrpcReplayTests
{
    /// <summary>Replies with names, times, contacts and tables that were those of the recording; they must be of the same kind.</summary>
    private static readonly string[] Varying =
    [
        "scalar string reply", "flat struct reply", "integer arg echoed", "nested structs", "\"array\" member", "struct with int member", "double (type 2)", "rtpengine.show", "list of strings",
    ];

    private static string Recording => Path.Combine(AppContext.BaseDirectory, "GoldenCases", "control", "binrpc-hex.txt");

    [ToolFact("kamcmd")]
    public void A_recorded_packet_gets_the_recorded_reply()
    {
        using var server = new ControlServer();
        server.PlayTraffic();
        var differences = new List<string>();
        var compared = 0;
        foreach (var section in File.ReadAllText(Recording).Split("## ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = section.Split('\n');
            var replyAt = Array.FindIndex(lines, static line => line.StartsWith("reply (", StringComparison.Ordinal));
            if (replyAt < 0 || section.Contains("... cut", StringComparison.Ordinal))
                continue;

            var expected = Convert.ToHexString(Bytes(lines[replyAt..]));
            var actual = Convert.ToHexString(Ask(server, Bytes(lines[..replyAt])));
            var isVarying = Array.Exists(Varying, name => lines[0].StartsWith(name, StringComparison.Ordinal));
            compared += isVarying ? 0 : 1;
            if (isVarying ? actual.Length < 4 || actual[..3] != expected[..3] : actual != expected)
                differences.Add($"{lines[0]}\nrecorded {expected}\nhere     {actual}");
        }

        Assert.True(compared >= 15, $"only {compared} replies were compared");
        Assert.True(differences.Count == 0, string.Join("\n", differences));
        server.Stop();
    }

    private static byte[] Ask(ControlServer server, byte[] request)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(server.Folder, "ctl")));
        socket.Send(request);
        socket.Shutdown(SocketShutdown.Send);
        var all = new List<byte>();
        var buffer = new byte[65536];
        while (socket.Receive(buffer) is var count and > 0)
            all.AddRange(buffer.AsSpan(0, count));

        return [.. all];
    }

    private static byte[] Bytes(IEnumerable<string> lines) =>
        lines.Where(static line => line.StartsWith("  0", StringComparison.Ordinal))
            .SelectMany(static line => line.Substring(8, 48).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(static hex => byte.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .ToArray();
}
