using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.KemiExample;

/// <summary>
/// All that a script gets back, from calls and in callbacks, over ten requests and two calls: line by line what was recorded on Kamailio 5.6.3.
/// The recorder kept a line once, where it came first.
/// </summary>
[Collection("fixed ports")]
public sealed partial class KemiReturnTests
{
    private const string Mark = "RV ";
    private const int Server = 17360;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);
    private static readonly string[] Endings = ["base", "exit", "pexit", "err", "drop", "ret0", "retneg", "retnil", "retstr"];

    [Theory]
    [InlineData("lua", "WITH_LUA")]
    [InlineData("js", "WITH_JS")]
    public async Task Calls_and_callbacks_give_what_was_recorded(string language, string define)
    {
        var folder = Directory.CreateTempSubdirectory("sbx-kemi-");
        using var server = Start(folder.FullName, define);
        using var caller = new ExamplePhone(Server, 17370);
        using var callee = new ExamplePhone(Server, 17371);
        await Until(server, "event cb|rtimer");

        for (var i = 0; i < Endings.Length; i++)
        {
            caller.Send(Request(caller, "OPTIONS", $"rv{i}", $"X-Test: {Endings[i]}\r\n"));
            await Until(server, $"few|", i + 1);
        }

        await Call(server, caller, callee, "rv-486", "alice", "486 Busy Here");
        await Call(server, caller, callee, "rv-603", "undefined", "603 Decline");
        server.Terminate();

        var wanted = Lines(File.ReadLines($"GoldenCases/kemi/{language}-return-values.txt"));
        var got = Lines(server.Output.Split('\n').Where(static line => line.Contains(Mark, StringComparison.Ordinal)).Select(static line => line[(line.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].TrimEnd()));
        Assert.Equal(wanted, got);
        folder.Delete(recursive: true);
    }

    private static Tool Start(string folder, string define)
    {
        var scripts = Path.Combine(AppContext.BaseDirectory, "Cases", "kemi");
        var cfg = Path.Combine(folder, "test.cfg");
        File.WriteAllText(cfg, File.ReadAllText(Path.Combine(scripts, "return-values.cfg"))
            .Replace("SCRIPTS", scripts, StringComparison.Ordinal)
            .Replace("unix:CTL", $"unix:{folder}/ctl", StringComparison.Ordinal));
        return Tool.Start(SignalboxBinary.Path, folder, ["-f", cfg, "-DD", "-E", "-Y", folder, "-w", folder, "-A", define]);
    }

    // A call that the callee rings for and then refuses.
    private static async Task Call(Tool server, ExamplePhone caller, ExamplePhone callee, string callId, string user, string status)
    {
        var request = Request(caller, "INVITE", callId, string.Empty, user);
        caller.Send(request);
        var invite = callee.Receive("INVITE ") ?? throw new InvalidOperationException($"no INVITE came:\n{server.Output}");
        callee.Send(ExamplePhone.Answer(invite, "180 Ringing"));
        Assert.True(caller.Receive("SIP/2.0 180 ") is not null, server.Output);
        callee.Send(ExamplePhone.Answer(invite, status));
        var refusal = caller.Receive($"SIP/2.0 {status}");
        Assert.True(refusal is not null, server.Output);
        caller.Send(ExamplePhone.Ack(request, refusal));
        Assert.True(callee.Receive("ACK ") is not null, server.Output);
        await Until(server, $"onreply cb|{status[..3]}");
    }

    private static string Request(ExamplePhone caller, string method, string callId, string more, string user = "alice") =>
        caller.Request(method, $"sip:bob@127.0.0.1:{Server}", callId, $"sip:{user}@127.0.0.1", "sip:bob@127.0.0.1", more);

    private static async Task Until(Tool server, string text, int times = 1)
    {
        var until = DateTime.UtcNow + Wait;
        while (Regex.Count(server.Output, Regex.Escape(Mark + text), RegexOptions.None, Wait) < times)
        {
            Assert.True(DateTime.UtcNow < until && !server.HasEnded, $"'{text}' was not written {times} times:\n{server.Output}");
            await Task.Delay(20);
        }
    }

    // The length of a message depends on who sends it.
    private static List<string> Lines(IEnumerable<string> lines) =>
        [.. lines.Select(static line => MessageLength().Replace(line, "LENGTH")).Where(static line => line.Length > 0).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"(?<=^pv\.get int\|.*number:)\d+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MessageLength();
}
