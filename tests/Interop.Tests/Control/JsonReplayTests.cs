using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Running;
using Signalbox.Testing;

namespace Signalbox.Interop.Tests.Control;

/// <summary>The recorded JSON-RPC requests, sent to the doors of the running server.</summary>
[Collection("fixed ports")]
public sealed partial class JsonReplayTests
{
    private const int Silence = 2000;

    private static string Root => Path.Combine(AppContext.BaseDirectory, "GoldenCases", "control");

    [ToolFact("mkfifo")]
    public void The_fifo_answers_as_recorded() => Replay("jsonrpc-fifo.txt", 28, static (server, call) => AskFifo(server, call.Request));

    [ToolFact("mkfifo")]
    public void The_datagram_socket_answers_as_recorded() => Replay("jsonrpc-datagram.txt", 5, static (server, call) => AskDatagram(server, call.Request));

    [ToolFact("curl")]
    public void Http_answers_as_recorded() => Replay("jsonrpc-http.txt", 11, static (server, call) => AskHttp(call.Request));

    private static void Replay(string file, int atLeast, Func<ControlServer, RecordedCall, string> ask)
    {
        var calls = RecordedCall.ReadAll(Path.Combine(Root, file));
        Assert.True(calls.Count >= atLeast, $"{file} has {calls.Count} requests");
        var rules = new ControlRules();
        var differences = new List<string>();
        using var server = new ControlServer();
        server.PlayTraffic();
        server.Kamcmd($"unix:{server.Folder}/ctl", "htable.seti", "a", "k2", "42");
        foreach (var call in calls)
        {
            var actual = ask(server, call).Replace(server.Folder, "/etc/kamailio", StringComparison.Ordinal);
            var (rule, reason) = rules.For(new RecordedCommand($"json {Method().Match(call.Request).Groups[1].Value} ", string.Empty, 0));
            var (recorded, here) = (Plain(call.Reply), Plain(actual));
            var difference = rule == "absent" && recorded.Length > 0 && actual.Contains("Method Not Found", StringComparison.Ordinal) ? null : ControlOutput.Difference(rule, reason, recorded, here);
            if (difference is not null)
                differences.Add($"{call.Name}: {call.Request}\n{difference}; recorded:\n{recorded}\nhere:\n{here}");
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {calls.Count} requests differ\n{string.Join("\n", differences)}");
        server.Stop();
    }

    private static string AskFifo(ControlServer server, string request)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"sbx_json_{Environment.ProcessId}");
        var path = $"/tmp/{name}";
        File.Delete(path);
        Assert.Equal(0, Tool.Run(10, "mkfifo", "/", path).ExitCode);

        // The reader opens for both, so that it does not wait for a reply that does not come.
        using var reader = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        File.AppendAllText(Path.Combine(server.Folder, "kamailio_rpc.fifo"), request.Replace("\"rf1\"", $"\"{name}\"", StringComparison.Ordinal) + "\n", Encoding.Latin1);
        var buffer = new byte[65536];
        var reading = Task.Run(() => reader.Read(buffer));
        var isAnswered = reading.Wait(Silence);
        if (!isAnswered)
            reader.WriteByte(0);

        var text = Encoding.Latin1.GetString(buffer, 0, isAnswered ? reading.Result : 0);
        reading.Wait(Silence);
        File.Delete(path);
        return text;
    }

    private static string AskDatagram(ControlServer server, string request)
    {
        var own = Path.Combine(server.Folder, "me.sock");
        File.Delete(own);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(own));
        socket.SendTo(Encoding.Latin1.GetBytes(request), new UnixDomainSocketEndPoint(Path.Combine(server.Folder, "kamailio_rpc.sock")));
        var buffer = new byte[65536];
        return socket.Poll(Silence * 1000, SelectMode.SelectRead) ? Encoding.Latin1.GetString(buffer, 0, socket.Receive(buffer)) : string.Empty;
    }

    // The recording has the words of the command line without their quotes.
    private static string AskHttp(string line)
    {
        var words = Curl().Match(line);
        Assert.True(words.Success, line);
        var arguments = new List<string> { "-s", "-i", "-m", "2" };
        if (words.Groups["json"].Success)
            arguments.AddRange(["-H", "Content-Type: application/json"]);

        if (words.Groups["body"].Success)
            arguments.AddRange(["-d", words.Groups["body"].Value]);

        arguments.Add($"http://127.0.0.1:{ControlServer.Port}{words.Groups["path"].Value}");
        return Tool.Run(20, "curl", "/", [.. arguments]).Output;
    }

    // One member or item a line, without what each server says of itself.
    private static string Plain(string text) => Own().Replace(text.Replace("\r", string.Empty, StringComparison.Ordinal), "$1 V")
        .Replace(":\t", ": ", StringComparison.Ordinal).Replace("\", \"", "\"\n\"", StringComparison.Ordinal).Replace("[\"", "\n\"", StringComparison.Ordinal).TrimEnd('\n');

    [GeneratedRegex("\"method\": ?\"([^\"]*)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Method();

    [GeneratedRegex("^curl(?: -X POST)?(?<json> -H Content-Type: application/json)?(?: -d (?<body>.*))? http://HOST:PORT(?<path>.*)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Curl();

    [GeneratedRegex("(?m)^(Sia:|Server:|Content-Length:) .*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Own();
}
