using System.Net.Sockets;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Control;

/// <summary>The doors of a running server: each is open to the clients of its kind, and none can be held shut.</summary>
[Collection("fixed ports")]
public sealed class ControlDoorTests
{
    [ToolFact("kamcmd", "kamctl", "mkfifo")]
    public void Every_kind_of_client_is_served_by_its_door()
    {
        using var server = new ControlServer();
        foreach (var address in (string[])[$"unix:{server.Folder}/ctl", $"unixs:{server.Folder}/ctl", $"unixd:{server.Folder}/ctld", $"tcp:127.0.0.1:{ControlServer.BinrpcPort}", $"udp:127.0.0.1:{ControlServer.BinrpcPort}"])
        {
            Assert.Equal("a\n7\n", server.Kamcmd(address, "core.echo", "a", "7").Output);

            // Longer than one datagram: the parts are put together.
            var whole = server.Kamcmd(address, "app_lua.api_list").Output;
            Assert.True(whole.Length > 50_000 && whole.EndsWith("}\n", StringComparison.Ordinal), $"{address}: {whole.Length} bytes");
            Assert.Contains("IDX", Rpc(address, "core.psx").Output, StringComparison.Ordinal);
            Assert.StartsWith("[\n  {\n    \"IDX\": 0,", Rpc("--json", address, "core.psx").Output, StringComparison.Ordinal);
        }

        foreach (var file in (string[])["ctl", "ctld"])
            Assert.Equal("600\n", Tool.Run(10, "stat", server.Folder, "-c", "%a", file).Output);

        Assert.Equal("error: 500 - command nosuch not found\n", Rpc($"unix:{server.Folder}/ctl", "nosuch").Output);
        server.Stop();
    }

    /// <summary>The requests of the seeds: openserctl fifo sip_trace on, and opensipsctl fifo …, as those programs write them.</summary>
    [ToolFact("mkfifo", "kamcmd")]
    public void The_fifo_of_openser_and_opensips_answers_in_the_old_form()
    {
        using var server = new ControlServer();
        string Kamcmd(params string[] words) => server.Kamcmd($"unix:{server.Folder}/ctl", words).Output;

        Assert.Equal("200 OK\n\n", MiClient.Ask(server, ":sip_trace:{0}\noff\n\n"));
        Assert.Equal("Disabled\n", Kamcmd("siptrace.status", "check"));
        Assert.Equal("200 OK\noff\n\n", MiClient.Ask(server, ":sip_trace:{0}\n\n"));
        Assert.Equal("200 OK\n\n", MiClient.Ask(server, ":sip_trace:{0}\n\"on\"\n\n"));
        Assert.Equal("Enabled\n", Kamcmd("siptrace.status", "check"));
        Assert.StartsWith("400 ", MiClient.Ask(server, ":sip_trace:{0}\nperhaps\n\n"), StringComparison.Ordinal);
        Assert.Equal("200 OK\n\n", MiClient.Ask(server, ":sip_capture:{0}\noff\n\n"));
        Assert.Equal("200 OK\noff\n\n", MiClient.Ask(server, ":sip_capture:{0}\n\n"));
        Assert.Equal("Disabled\n", Kamcmd("sipcapture.status", "check"));
        Assert.StartsWith("500 command 'nosuch' not available\n", MiClient.Ask(server, ":nosuch:{0}\non\n\n"), StringComparison.Ordinal);
        Assert.StartsWith("400 parse error in command 'sip_trace'\n", MiClient.Ask(server, ":sip_trace:{0}\no\"n\n\n"), StringComparison.Ordinal);
        Assert.Matches("^200 OK\nNow:: .*\nUp since:: .*\nUp time:: [0-9]+ \\[sec\\]\n\n$", MiClient.Ask(server, ":uptime:{0}\n\n"));
        Assert.Matches("^200 OK\nProcess::  ID=0 PID=[0-9]+ Type=.*\n", MiClient.Ask(server, ":ps:{0}\n\n"));
        Assert.Contains("sl:sent_replies = 0\n", MiClient.Ask(server, ":get_statistics:{0}\nsl:\n\n"), StringComparison.Ordinal);
        Assert.Contains("\nds_list\n", MiClient.Ask(server, ":which:{0}\n\n"), StringComparison.Ordinal);
        Assert.Contains("\"result\":\t\"off\"", MiClient.Ask(server, ":sip_trace::\noff\n\n:{0}:{\"jsonrpc\":\"2.0\",\"id\":\"9\",\"method\":\"sip_trace\"}").Replace("\"on\"", "\"off\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("-32601", MiClient.Ask(server, ":{0}:{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"nosuch\"}\n"), StringComparison.Ordinal);
        server.Stop();
    }

    [ToolFact("kamcmd")]
    public void Clients_that_are_slow_half_open_or_too_greedy_do_not_keep_others_out()
    {
        using var server = new ControlServer();
        var before = server.ResidentKilobytes;
        var held = new List<Socket>();
        for (var i = 0; i < 300; i++)
        {
            // One byte of a packet, one of an HTTP request, and nothing more.
            held.Add(Started(ControlServer.BinrpcPort, [0xa1]));
            held.Add(Started(ControlServer.Port, "POST /RPC HT"u8.ToArray()));
        }

        // Asks for a long list again and again and never reads.
        var greedy = Started(ControlServer.BinrpcPort, []);
        greedy.SendTimeout = 2_000;
        held.Add(greedy);
        var request = ControlSeeds.Binrpc[5];
        try
        {
            for (var i = 0; i < 100_000; i++)
                greedy.Send(request);
        }
        catch (SocketException)
        {
            // The server stopped to read what nobody takes the answers of.
        }

        Assert.Equal("5\n", server.Kamcmd($"tcp:127.0.0.1:{ControlServer.BinrpcPort}", "core.printi", "5").Output);
        Assert.Equal("5\n", server.Kamcmd($"unix:{server.Folder}/ctl", "core.printi", "5").Output);
        Assert.True(server.ResidentKilobytes < before + 131_072, $"{before} KB before, {server.ResidentKilobytes} KB now");

        // A request of four gigabytes is refused before anything is kept for it.
        using var large = Started(ControlServer.BinrpcPort, [0xa1, 0x0c, 0xff, 0xff, 0xff, 0xff, 0x01]);
        large.ReceiveTimeout = 5_000;
        var reply = new byte[256];
        Assert.Contains("corrupted packet", System.Text.Encoding.ASCII.GetString(reply, 0, large.Receive(reply)), StringComparison.Ordinal);

        // Who began a request and does not end it is gone after the limit, 20 s at both doors.
        foreach (var slow in (Socket[])[Started(ControlServer.BinrpcPort, [0xa1]), Started(ControlServer.Port, "POST /RPC HT"u8.ToArray())])
        {
            using (slow)
                Assert.True(slow.Poll(40_000_000, SelectMode.SelectRead) && slow.Receive(reply) == 0, "a client that is half done is waited for without end");
        }

        foreach (var socket in held)
            socket.Dispose();

        server.Stop();
    }

    private static (int ExitCode, string Output) Rpc(params string[] words) => words[0] == "--json"
        ? Tool.Run(20, SignalboxBinary.Path, "/", ["rpc", "-s", words[1], "--json", .. words[2..]])
        : Tool.Run(20, SignalboxBinary.Path, "/", ["rpc", "-s", words[0], .. words[1..]]);

    private static Socket Started(int port, byte[] bytes)
    {
        var socket = ControlDoors.OpenTcp(port);
        socket.Send(bytes);
        return socket;
    }
}
