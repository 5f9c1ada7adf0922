using System.Globalization;
using System.Net;
using System.Text;
using Signalbox.Interop.Tests.Running;
using Signalbox.Interop.Tests.SipGoldens;

namespace Signalbox.Interop.Tests.Control;

/// <summary>
/// Damaged and random requests at every door of the control plane: the server lives, answers others and does not grow. The
/// environment's SIGNALBOX_CONTROL_FUZZ is the number of requests, SIGNALBOX_CONTROL_FUZZ_SEED the seed,
/// SIGNALBOX_CONTROL_FUZZ_REPORT a file for the figures.
/// </summary>
[Collection("fixed ports")]
public sealed class ControlFuzzTests
{
    private const int Burst = 100;

    // A damaged name of a reply FIFO costs the server the wait for its reader, so FIFOs get a smaller share.
    private static readonly string[] Turns =
        ["unix", "http", "udp", "tcp", "unixd", "json", "http", "unix", "json", "tcp", "udp", "unixd", "http", "unix", "json", "tcp", "http", "json", "fifo", "mi"];

    [ToolFact("kamcmd", "mkfifo")]
    public void Damaged_requests_at_every_door_leave_the_server_alive()
    {
        var count = Number("SIGNALBOX_CONTROL_FUZZ", 6_000);
        var seed = Number("SIGNALBOX_CONTROL_FUZZ_SEED", 1);
        using var server = new ControlServer();
        using var doors = new ControlDoors(server);
        var noise = new Noise(seed, doors.ReplyName);
        var began = DateTime.UtcNow;
        var early = 0;
        for (var sent = 0; sent < count; sent += Burst)
        {
            Send(Turns[sent / Burst % Turns.Length], doors, noise);
            Assert.False(server.HasEnded, $"the server ended after {sent} requests:\n{server.Log}");
            if (sent / Burst % 10 == 0)
                Assert.Equal("5\n", server.Kamcmd($"unix:{server.Folder}/ctl", "core.printi", "5").Output);
            if (early == 0 && sent >= count / 3)
                early = server.ResidentKilobytes;
        }

        var late = server.ResidentKilobytes;
        AssertEveryDoorAnswers(server, doors);
        Report(string.Create(CultureInfo.InvariantCulture, $"{count} requests, seed {seed}: {(DateTime.UtcNow - began).TotalSeconds:0} s, {early} KB after a third, {late} KB at the end"));
        Assert.DoesNotContain("Unhandled exception", server.Log, StringComparison.Ordinal);
        Assert.True(late < early * 1.5 + 65536, $"{early} KB after a third, {late} KB at the end");
        server.Stop();
    }

    private static void Send(string door, ControlDoors doors, Noise noise)
    {
        switch (door)
        {
            case "unix":
                ControlDoors.Stream(doors.OpenUnix, noise.Binrpc(Burst));
                break;
            case "tcp":
                ControlDoors.Stream(static () => ControlDoors.OpenTcp(ControlServer.BinrpcPort), noise.Binrpc(Burst));
                break;
            case "http":
                ControlDoors.Stream(static () => ControlDoors.OpenTcp(ControlServer.Port), noise.Http(Burst));
                break;
            case "udp":
                doors.Datagrams(new IPEndPoint(IPAddress.Loopback, ControlServer.BinrpcPort), noise.Binrpc(Burst));
                break;
            case "unixd":
                doors.Datagrams(doors.At("ctld"), noise.Binrpc(Burst));
                break;
            case "json":
                doors.Datagrams(doors.At("kamailio_rpc.sock"), noise.Json(Burst));
                break;
            case "fifo":
                doors.Fifo("kamailio_rpc.fifo", noise.JsonFifo(Burst));
                break;
            default:
                doors.Fifo("mi.fifo", noise.Mi(Burst));
                break;
        }
    }

    private static void AssertEveryDoorAnswers(ControlServer server, ControlDoors doors)
    {
        foreach (var address in (string[])[$"unix:{server.Folder}/ctl", $"unixd:{server.Folder}/ctld", $"tcp:127.0.0.1:{ControlServer.BinrpcPort}", $"udp:127.0.0.1:{ControlServer.BinrpcPort}"])
            Assert.Equal("5\n", server.Kamcmd(address, "core.printi", "5").Output);

        // What never ended in a FIFO is given up when it is too long.
        var end = Encoding.ASCII.GetBytes(new string('\n', 70_000));
        doors.Fifo("kamailio_rpc.fifo", [end]);
        doors.Fifo("mi.fifo", [end]);
        Assert.Contains("\"result\"", Tool.Run(30, "env", "/", $"RPCFIFOPATH={server.Folder}/kamailio_rpc.fifo", "kamctl", "rpc", "core.version").Output, StringComparison.Ordinal);
        Assert.StartsWith("200 OK\n", MiClient.Ask(server, ":uptime:{0}\n\n"), StringComparison.Ordinal);
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static void Report(string line)
    {
        if (Environment.GetEnvironmentVariable("SIGNALBOX_CONTROL_FUZZ_REPORT") is { Length: > 0 } path)
            File.AppendAllText(path, line + "\n");
    }

    private sealed class Noise(int seed, string replyName)
    {
        private readonly Random _random = new(seed);
        private readonly MessageMutator _binrpc = new(ControlSeeds.Binrpc, seed);
        private readonly MessageMutator _json = new(ControlSeeds.Json, seed + 1);
        private readonly MessageMutator _http = new(ControlSeeds.Http, seed + 2);
        private readonly MessageMutator _mi = new(ControlSeeds.Mi, seed + 3);
        private readonly MessageMutator _jsonFifo = new(ControlSeeds.JsonFifo(replyName), seed + 4);

        public IEnumerable<byte[]> Binrpc(int count) => Make(_binrpc, count, [0xa1]);

        public IEnumerable<byte[]> Json(int count) => Make(_json, count, "{"u8.ToArray());

        public IEnumerable<byte[]> Http(int count) => Make(_http, count, "POST "u8.ToArray());

        public IEnumerable<byte[]> JsonFifo(int count) => Make(_jsonFifo, count, "{"u8.ToArray());

        public IEnumerable<byte[]> Mi(int count) => Make(_mi, count, ":"u8.ToArray());

        // One of ten is random bytes behind the first byte that a door waits for.
        private IEnumerable<byte[]> Make(MessageMutator mutator, int count, byte[] first)
        {
            for (var i = 0; i < count; i++)
            {
                if (_random.Next(10) != 0)
                {
                    yield return mutator.Next();
                    continue;
                }

                var bytes = new byte[_random.Next(1, 600)];
                _random.NextBytes(bytes);
                yield return [.. first, .. bytes];
            }
        }
    }
}
