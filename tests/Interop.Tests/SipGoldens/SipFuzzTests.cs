using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Signalbox.Interop.Tests.SipGoldens;

/// <summary>
/// Damaged messages of the goldens and of RFC 4475 against the running server with the stock routes, over UDP and TCP: it
/// lives, no exception reaches a worker, memory does not grow. The environment's SIGNALBOX_SIP_FUZZ is the number of
/// messages, SIGNALBOX_SIP_FUZZ_SEED the seed, SIGNALBOX_SIP_FUZZ_REPORT a file for the figures.
/// </summary>
[Collection("fixed ports")]
public sealed class SipFuzzTests
{
    private const int ServerPort = 18060;
    private const int Burst = 100;

    [Fact]
    public void Damaged_messages_leave_the_server_alive()
    {
        var count = Number("SIGNALBOX_SIP_FUZZ", 20_000);
        var seed = Number("SIGNALBOX_SIP_FUZZ_SEED", 1);
        using var sink = new FuzzSink(18104, seed);
        using var server = SipReplayServer.Start(Configuration(), static _ => SipVariant.All[0].Listen);
        var mutator = new MessageMutator(Originals(), seed);
        var began = DateTime.UtcNow;
        var early = 0;
        for (var sent = 0; sent < count; sent += Burst)
        {
            if (sent / Burst % 10 == 9)
                SendOverTcp(mutator);
            else
                SendOverUdp(mutator);

            server.WaitUntilItAnswers();
            if (early == 0 && sent >= count / 3)
                early = server.ResidentKilobytes;
        }

        var late = server.ResidentKilobytes;
        Report(string.Create(CultureInfo.InvariantCulture, $"{count} messages, seed {seed}: {(DateTime.UtcNow - began).TotalSeconds:0} s, {sink.Count} passed on, {early} KB after a third, {late} KB at the end"));
        server.Stop();
        Assert.True(sink.Count > count / 1000, $"only {sink.Count} messages passed the checks");
        Assert.True(late < early * 1.5 + 65536, $"{early} KB after a third, {late} KB at the end");
    }

    // Contacts and transactions must not live longer than the test, and nothing may look for names.
    private static string Configuration() => SipVariant.All[0].Configuration()
        .Replace("\"max_expires\", 3600)", "\"max_expires\", 2)\nmodparam(\"registrar\", \"min_expires\", 1)", StringComparison.Ordinal)
        .Replace("\"timer_interval\", 60)", "\"timer_interval\", 1)", StringComparison.Ordinal)
        .Replace("\"fr_timer\", 30000)", "\"fr_timer\", 1000)\nmodparam(\"tm\", \"wt_timer\", 500)", StringComparison.Ordinal)
        .Replace("\"fr_inv_timer\", 120000)", "\"fr_inv_timer\", 1000)", StringComparison.Ordinal)
        .Replace("if (!t_relay())", "$du = \"sip:127.0.0.1:18104\";\n\tif (!t_relay())", StringComparison.Ordinal);

    private static List<byte[]> Originals() =>
    [
        .. Directory.GetDirectories(SipCase.Root).Where(static folder => Directory.GetFiles(folder, "*.sip").Length > 0)
            .Order(StringComparer.Ordinal)
            .SelectMany(static folder => SipCase.Of(Path.GetFileName(folder)))
            .SelectMany(static one => one.Events)
            .Where(static one => one.Kind != SipEventKind.Note && one.Endpoint!.Port < 18700 && one.Text.Length > 20)
            .Select(static one => Encoding.Latin1.GetBytes(one.Text)),
        .. Directory.GetFiles(Path.Combine(SipCase.Root, "torture")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    private static void SendOverUdp(MessageMutator mutator)
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Connect(IPAddress.Loopback, ServerPort);
        for (var i = 0; i < Burst; i++)
            socket.Send(mutator.Next());
    }

    private static void SendOverTcp(MessageMutator mutator)
    {
        for (var connection = 0; connection < 5; connection++)
        {
            using var socket = new TcpClient();
            socket.Connect(IPAddress.Loopback, ServerPort);
            try
            {
                for (var i = 0; i < Burst / 5; i++)
                    socket.Client.Send(mutator.Next());
            }
            catch (SocketException)
            {
                // The server closed on garbage; the next connection goes on.
            }
        }
    }

    private static int Number(string variable, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : fallback;

    private static void Report(string line)
    {
        if (Environment.GetEnvironmentVariable("SIGNALBOX_SIP_FUZZ_REPORT") is { Length: > 0 } file)
            File.AppendAllText(file, line + "\n");
    }
}
