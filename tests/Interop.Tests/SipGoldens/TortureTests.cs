using System.Globalization;
using System.Text.RegularExpressions;

namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>The 49 messages of RFC 4475: answered, passed on or dropped as the peer does it, or better.</summary>
[Collection("fixed ports")]
public sealed partial class TortureTests
{
    private const int ServerPort = 18060;

    // As the goldens' README describes it: checks, Max-Forwards, then on to a fixed sink.
    private const string Probe = """
        log_prefix="$ci "
        loadmodule "tm.so"
        loadmodule "sl.so"
        loadmodule "pv.so"
        loadmodule "maxfwd.so"
        loadmodule "siputils.so"
        loadmodule "sanity.so"
        loadmodule "xlog.so"
        modparam("sanity", "noreply", 1)
        modparam("sanity", "autodrop", 0)
        debug=2
        request_route {
            if ($ci == "ready") { sl_send_reply("200", "OK"); exit; }
            sanity_check("17895", "7");
            xnotice("sanity=$rc\n");
            if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
            $du = "sip:127.0.0.1:18104";
            if (!t_relay()) { sl_reply_error(); }
        }
        reply_route {
            sanity_check("17604", "6");
            xnotice("reply sanity=$rc\n");
        }
        """;

    private static readonly SipEndpoint Sender = new("alice", IsStream: false, 18101);
    private static readonly SipEndpoint Sink = new("sink", IsStream: false, 18104);

    [Fact]
    public void The_stock_configuration_answers_as_the_peer_or_better()
    {
        var better = Better("stock");
        using var server = SipReplayServer.Start(SipVariant.All[0]);
        var (replies, _) = SendAll(stayAlive: server);

        AssertSame(TortureRow.ReadAll(), better, static row => row.StockReply, row => Of(replies, row) is { } reply ? WithoutVersion(reply) : "none");
    }

    [Fact]
    public void What_passes_the_checks_goes_to_the_next_hop_and_nothing_else_does()
    {
        using var server = SipReplayServer.Start(Probe, static _ => ["-l", "udp:127.0.0.1:18060"]);
        var (_, forwarded) = SendAll(stayAlive: server);
        var log = server.Log;

        AssertSame(TortureRow.ReadAll(), Better("forwarded"), static row => row.Forwarded ? "yes" : "no", row => Of(forwarded, row) is null ? "no" : "yes");
        AssertSame(TortureRow.ReadAll(), Better("sanity"), static row => row.Sanity, row => Sanity(log, row));
    }

    private static (List<SipArrival> Replies, List<SipArrival> Forwarded) SendAll(SipReplayServer stayAlive)
    {
        using var sockets = new SipSockets();
        var inbox = sockets.Open(new SipCase("torture", [Dummy(Sender), Dummy(Sink)]));
        sockets.Foreground = inbox;
        foreach (var row in TortureRow.ReadAll())
        {
            sockets.Send(Sender, row.Message, ServerPort);
            Thread.Sleep(10);
        }

        var replies = All(inbox, Sender);
        var forwarded = All(inbox, Sink);
        stayAlive.WaitUntilItAnswers();
        stayAlive.Stop();
        return (replies, forwarded);
    }

    private static SipEvent Dummy(SipEndpoint endpoint) => new(SipEventKind.Sent, endpoint, ServerPort, TimeSpan.Zero, string.Empty);

    // Half a second of silence is the end: the first retransmission comes no later.
    private static List<SipArrival> All(SipInbox inbox, SipEndpoint endpoint)
    {
        var all = new List<SipArrival>();
        while (all.Count < 1000 && inbox.Take(endpoint, TimeSpan.FromMilliseconds(300)) is { } one)
            all.Add(one);

        return all;
    }

    private static string? Of(List<SipArrival> all, TortureRow row) =>
        SipText.CallId(row.Message) is { } callId ? all.Find(one => SipText.CallId(one.Text) == callId && !one.Text.Contains(" 100 ", StringComparison.Ordinal))?.Text : null;

    private static string WithoutVersion(string reply) => SipText.FirstLine(reply)[8..].Trim();

    private static string Sanity(string log, TortureRow row)
    {
        var callId = SipText.CallId(row.Message);
        var match = callId is null ? Match.Empty : SanityLine().Matches(log).FirstOrDefault(one => one.Groups["callid"].Value == callId) ?? Match.Empty;
        return match.Success ? match.Groups["result"].Value : "-";
    }

    private static void AssertSame(List<TortureRow> rows, Dictionary<string, string> better, Func<TortureRow, string> wanted, Func<TortureRow, string> got)
    {
        var differences = rows
            .Where(row => wanted(row) != got(row) && better.GetValueOrDefault(row.Name) != got(row))
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Name}: recorded {wanted(row)}, got {got(row)}"))
            .ToList();
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    /// <summary>Messages for which we do better, with what we do; the third column says why.</summary>
    private static Dictionary<string, string> Better(string column) => File.ReadLines(Path.Combine(SipCase.Root, "torture-better.tsv"))
        .Select(static line => line.Split('\t'))
        .Where(cells => cells.Length == 4 && cells[1] == column)
        .ToDictionary(static cells => cells[0], static cells => cells[2], StringComparer.Ordinal);

    [GeneratedRegex(@"NOTICE: (?<callid>\S+) <script>: (?<result>(?:reply )?sanity=-?\d+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SanityLine();
}
