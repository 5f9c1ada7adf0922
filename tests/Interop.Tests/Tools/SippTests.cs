using System.Diagnostics;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>SIPp's built-in scenarios through <c>examples/proxy.cfg</c>.</summary>
public sealed class SippTests
{
    // Spec siptrace §3: what a stateful proxied call leaves behind.
    private const string CallRows =
        "INVITE||in;INVITE|100|out;INVITE||out;INVITE|180|in;INVITE|180|out;INVITE|200|in;INVITE|200|out;ACK||in;BYE||in;BYE||out;BYE|200|in;BYE|200|out";

    private static readonly int Calls = int.Parse(Environment.GetEnvironmentVariable("SIGNALBOX_CALLS") ?? "1000", System.Globalization.CultureInfo.InvariantCulture);

    private const int Rate = 300;
    private const int Reloads = 200;
    private static readonly TimeSpan ReloadPace = TimeSpan.FromMilliseconds(300);

    [ToolFact("sipp")]
    public void Calls_through_the_proxy_succeed_and_leave_exactly_their_rows()
    {
        var callee = Ports.Free();
        using var server = RunningServer.Start(RunningServer.Example("proxy.cfg"), "-A", $"NEXT_HOP=\"sip:127.0.0.1:{callee}\"");
        using var sipp = new Sipp(server.Folder, callee);

        sipp.Call(server.Address, Calls, rate: 300);
        server.Stop();

        var perCall = Sqlite.Query(
            server.Database,
            "SELECT rows, count(*) FROM (SELECT group_concat(method || '|' || status || '|' || direction, ';') AS rows " +
            "FROM (SELECT * FROM sip_trace ORDER BY time_stamp, time_us, id) GROUP BY callid) GROUP BY rows ORDER BY 2 DESC");
        Assert.Equal([$"{CallRows}|{Calls}"], perCall);
    }

    [ToolFact("sipp")]
    public void Reloads_under_load_cost_no_call()
    {
        var callee = Ports.Free();
        var folder = Directory.CreateTempSubdirectory("sbx-reload-").FullName;
        var cfg = Path.Combine(folder, "proxy.cfg");
        var good = File.ReadAllText(RunningServer.Example("proxy.cfg"));
        string[] versions = [good, good.Replace("\"10\"", "\"20\"", StringComparison.Ordinal)];
        File.WriteAllText(cfg, good);
        using var server = RunningServer.Start(cfg, "-A", $"NEXT_HOP=\"sip:127.0.0.1:{callee}\"");
        using var sipp = new Sipp(server.Folder, callee);
        using var caller = sipp.StartCaller(server.Address, calls: Rate * 80, Rate);

        // Before: warm, under the same load, never reloaded.
        Thread.Sleep(TimeSpan.FromSeconds(8));
        var before = server.ResidentKilobytes;
        var begin = Stopwatch.StartNew();
        Reload(server, cfg, versions);

        Assert.InRange(begin.Elapsed.TotalSeconds, 0, 75);
        Assert.False(caller.HasEnded, "the calls ended before the reloads");
        caller.WaitForEnd(60);
        sipp.Check(caller);

        // What the last generations held is given back when the heap has been tidied, at most once in 10 s.
        var after = server.ResidentKilobytes;
        for (var i = 0; i < 20 && after > before * 1.2; i++)
        {
            Thread.Sleep(1000);
            after = server.ResidentKilobytes;
        }

        Assert.True(after <= before * 1.2, $"memory grew from {before} to {after} KiB over {Reloads} reloads");

        File.WriteAllText(cfg, good.Replace("route(RELAY);", "route(NOWHERE);", StringComparison.Ordinal));
        var refused = server.Call("core.reload");
        Assert.True(refused.IsFault);
        Assert.Matches(@"proxy\.cfg:\d+:\d+: error CFG\d+: .*NOWHERE", refused.FaultText);
        server.Stop();
        Directory.Delete(folder, recursive: true);
    }

    private static void Reload(RunningServer server, string cfg, string[] versions)
    {
        var begin = Stopwatch.StartNew();
        for (var reload = 1; reload <= Reloads; reload++)
        {
            File.WriteAllText(cfg, versions[reload % 2]);
            var reply = server.Call("core.reload");
            Assert.False(reply.IsFault, reply.FaultText);
            var rest = ReloadPace * reload - begin.Elapsed;
            if (rest > TimeSpan.Zero)
                Thread.Sleep(rest);
        }
    }
}
