using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Signalbox.Interop.Tests.Control.Fuzz;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Control;

/// <summary>
/// Damaged and random requests at every door of the control plane: each is answered, or is one that by a rule gets no reply; the
/// server lives and does not grow. The environment's SIGNALBOX_CONTROL_FUZZ is the number of requests,
/// SIGNALBOX_CONTROL_FUZZ_SEED the seed, SIGNALBOX_CONTROL_FUZZ_REPORT a file for the figures.
/// </summary>
[Collection("fixed ports")]
public sealed class ControlFuzzTests
{
    private const int Burst = 100;

    // A damaged name of a reply FIFO costs the server the wait for its reader, so FIFOs get a smaller share.
    private static readonly string[] Turns =
        ["unix", "http", "udp", "tcp", "unixd", "json", "http", "unix", "json", "tcp", "udp", "unixd", "http", "unix", "json", "tcp", "http", "json", "fifo", "mi"];

    [ToolFact("kamcmd", "mkfifo")]
    public void A_damaged_request_is_answered_or_by_a_rule_is_not_and_the_server_lives()
    {
        var count = Number("SIGNALBOX_CONTROL_FUZZ", 6_000);
        var seed = Number("SIGNALBOX_CONTROL_FUZZ_SEED", 1);
        using var server = new ControlServer();
        var doors = Open(server, seed);
        var tally = new FuzzTally();
        var began = DateTime.UtcNow;
        var early = 0;
        for (var sent = 0; sent < count; sent += Burst)
        {
            var (door, noise) = doors[Turns[sent / Burst % Turns.Length]];
            for (var i = 0; i < Burst; i++)
                tally.Ask(door, noise.Next());

            Assert.False(server.HasEnded, $"the server ended after {sent} requests:\n{server.Log}");
            if (early == 0 && sent >= count / 3)
                early = server.ResidentKilobytes;
        }

        var late = server.ResidentKilobytes;
        Report(string.Create(CultureInfo.InvariantCulture, $"{count} requests, seed {seed}: {(DateTime.UtcNow - began).TotalSeconds:0} s, {early} KB after a third, {late} KB at the end; {tally.Answered} answered, {tally.SilentByRule} silent by rule\n{tally}"));
        Assert.Equal(tally.Sent, tally.Answered + tally.SilentByRule);
        foreach (var (name, (door, _)) in doors)
        {
            Assert.True(tally.Count(door.Name, static kind => kind.StartsWith("silent", StringComparison.Ordinal)) < tally.Count(door.Name, static _ => true), $"{name}: no reply at all");
            door.Dispose();
        }

        Assert.DoesNotContain("Unhandled exception", server.Log, StringComparison.Ordinal);
        Assert.True(late < early * 1.5 + 65536, $"{early} KB after a third, {late} KB at the end");
        AssertOrdinaryClientsAreServed(server);
        server.Stop();
    }

    private static Dictionary<string, (FuzzDoor Door, ControlNoise Noise)> Open(ControlServer server, int seed)
    {
        string At(string name) => Path.Combine(server.Folder, name);
        ControlNoise Noise(List<byte[]> seeds, string first) => new(seeds, System.Text.Encoding.Latin1.GetBytes(first), seed++);
        UnixDomainSocketEndPoint Socket(string name) => new(At(name));
        var reply = $"sbx_fuzz_{Environment.ProcessId}";
        return new Dictionary<string, (FuzzDoor Door, ControlNoise Noise)>(StringComparer.Ordinal)
        {
            ["unix"] = (new BinrpcStreamFuzz("BINRPC unix stream", () => ControlDoors.OpenUnix(At("ctl"))), Noise(ControlSeeds.Binrpc, "\u00a1")),
            ["tcp"] = (new BinrpcStreamFuzz("BINRPC tcp", static () => ControlDoors.OpenTcp(ControlServer.BinrpcPort)), Noise(ControlSeeds.Binrpc, "\u00a1")),
            ["udp"] = (new BinrpcDatagramFuzz("BINRPC udp", new IPEndPoint(IPAddress.Loopback, ControlServer.BinrpcPort), new IPEndPoint(IPAddress.Loopback, 0)), Noise(ControlSeeds.Binrpc, "\u00a1")),
            ["unixd"] = (new BinrpcDatagramFuzz("BINRPC unix datagram", Socket("ctld"), Socket("fuzz1")), Noise(ControlSeeds.Binrpc, "\u00a1")),
            ["json"] = (new JsonDatagramFuzz("JSON-RPC datagram", Socket("kamailio_rpc.sock"), Socket("fuzz2")), Noise(ControlSeeds.Json, "{")),
            ["http"] = (new HttpFuzz("JSON-RPC HTTP", static () => ControlDoors.OpenTcp(ControlServer.Port)), Noise(ControlSeeds.Http, "POST ")),
            ["fifo"] = (new JsonFifoFuzz("JSON-RPC FIFO", At("kamailio_rpc.fifo"), $"/tmp/{reply}"), Noise(ControlSeeds.JsonFifo(reply), "{")),
            ["mi"] = (new MiFifoFuzz("MI FIFO", At("mi.fifo"), At(reply)), Noise(ControlSeeds.Mi(reply), ":")),
        };
    }

    private static void AssertOrdinaryClientsAreServed(ControlServer server)
    {
        foreach (var address in (string[])[$"unix:{server.Folder}/ctl", $"unixd:{server.Folder}/ctld", $"tcp:127.0.0.1:{ControlServer.BinrpcPort}", $"udp:127.0.0.1:{ControlServer.BinrpcPort}"])
            Assert.Equal("5\n", server.Kamcmd(address, "core.printi", "5").Output);

        Assert.Contains("\"result\"", Tool.Run(30, "env", "/", $"RPCFIFOPATH={server.Folder}/kamailio_rpc.fifo", "kamctl", "rpc", "core.version").Output, StringComparison.Ordinal);
        Assert.StartsWith("200 OK\n", MiClient.Ask(server, ":uptime:{0}\n\n"), StringComparison.Ordinal);
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static void Report(string text)
    {
        if (Environment.GetEnvironmentVariable("SIGNALBOX_CONTROL_FUZZ_REPORT") is { Length: > 0 } path)
            File.AppendAllText(path, text + "\n");
    }
}
