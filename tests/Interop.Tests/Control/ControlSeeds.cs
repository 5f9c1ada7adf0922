using System.Text;

namespace Signalbox.Interop.Tests.Control;

/// <summary>Good requests for each door, to be damaged. None of them stops the server, reloads it or makes it log more.</summary>
internal static class ControlSeeds
{
    private static readonly string[][] Calls =
    [
        ["core.version"], ["core.uptime"], ["core.psx"], ["core.echo", "a", "7", "2.5"], ["core.printi", "5"], ["system.listMethods"], ["system.methodHelp", "core.uptime"],
        ["cfg.list"], ["cfg.get", "mygrp"], ["cfg.set_now_int", "mygrp", "test", "7"], ["cfg.set_delayed", "mygrp", "test", "9"], ["cfg.diff"], ["cfg.commit"], ["cfg.rollback"],
        ["cfg.add_group_inst", "mygrp[1]"], ["cfg.del_group_inst", "mygrp[1]"], ["stats.get_statistics", "all"], ["stats.fetch", "sl:", "core:"], ["cnt.get", "sl", "200_replies"],
        ["ul.dump"], ["ul.lookup", "location", "bob"], ["htable.sets", "a", "k", "v"], ["htable.seti", "a", "k", "3"], ["htable.dump", "a"], ["htable.get", "a", "k"],
        ["dispatcher.list"], ["dispatcher.set_state", "ap", "1", "sip:127.0.0.1:17161"], ["dlg.list"], ["dlg.list_match", "callid", "eq", "x"], ["pv.shvGet"], ["pv.shvSet", "debug", "int", "5"],
        ["siptrace.status", "check"], ["pike.top", "ALL"], ["dns.lookup", "A", "host.test"], ["dns.add_a", "host.test", "3", "127.0.0.1", "0"], ["tm.list"], ["tm.cancel", "x", "1"], ["tls.info"],
        ["app_lua.list"], ["mod.stats", "tm", "shm"], ["pkg.stats", "index", "1"], ["corex.list_sockets"], ["ctl.who"], ["ctl.token", "sesame"], ["nosuch"],
    ];

    /// <summary>BINRPC packets.</summary>
    public static List<byte[]> Binrpc => [.. Calls.Select(Packet)];

    /// <summary>JSON-RPC objects.</summary>
    public static List<byte[]> Json => [.. Calls.Select(static call => Encoding.Latin1.GetBytes(JsonOf(call, string.Empty)))];

    /// <summary>JSON-RPC objects for a FIFO, with a reply FIFO of that name.</summary>
    public static List<byte[]> JsonFifo(string reply) => [.. Calls.Select(call => Encoding.Latin1.GetBytes(JsonOf(call, $",\"reply_name\":\"{reply}\"") + "\n"))];

    /// <summary>Requests of the classic FIFO with and without a reply, and of OpenSIPS 3.</summary>
    /// <param name="reply">Name of the FIFO for replies.</param>
    public static List<byte[]> Mi(string reply) =>
    [
        .. Calls.Select(static call => Classic(call, string.Empty)),
        .. Calls.Select(call => Classic(call, reply)),
        .. Calls.Select(call => Encoding.Latin1.GetBytes($":{reply}:{JsonOf(call, string.Empty)}\n")),
    ];

    /// <summary>HTTP requests.</summary>
    public static List<byte[]> Http => [.. Json.Select(static body => (byte[])[.. Encoding.ASCII.GetBytes($"POST /RPC HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"), .. body])];

    private static byte[] Classic(string[] call, string reply) =>
        Encoding.Latin1.GetBytes($":{call[0]}:{reply}\n{string.Concat(call.Skip(1).Select(static word => $"\"{word}\"\n"))}\n");

    /// <summary>A request with one-byte lengths: digits are an integer of one byte, everything else is text.</summary>
    private static byte[] Packet(string[] call)
    {
        var body = new List<byte>();
        foreach (var word in call)
        {
            if (byte.TryParse(word, out var number))
                body.AddRange([0x10, number]);
            else
                body.AddRange([0x91, (byte)(word.Length + 1), .. Encoding.ASCII.GetBytes(word), 0]);
        }

        return [0xa1, 0x00, (byte)body.Count, 0x34, .. body];
    }

    private static string JsonOf(string[] call, string more) =>
        $"{{\"jsonrpc\":\"2.0\",\"method\":\"{call[0]}\",\"params\":[{string.Join(',', call.Skip(1).Select(static word => int.TryParse(word, out _) ? word : $"\"{word}\""))}]{more},\"id\":7}}";
}
