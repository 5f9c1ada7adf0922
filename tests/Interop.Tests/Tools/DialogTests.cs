using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>What <c>kamcmd</c> shows of calls, here and on Kamailio, with the same configuration and the same call.</summary>
public sealed partial class DialogTests : IDisposable
{
    private const string Cfg = """
        #!KAMAILIO
        debug=2
        log_stderror=yes
        children=2
        listen=LISTEN
        loadmodule "tm.so"
        loadmodule "sl.so"
        loadmodule "rr.so"
        loadmodule "pv.so"
        loadmodule "siputils.so"
        loadmodule "kex.so"
        loadmodule "corex.so"
        loadmodule "ctl.so"
        loadmodule "dialog.so"
        modparam("ctl", "binrpc", CTL)
        modparam("dialog", "profiles_with_value", "caller")
        modparam("dialog", "profiles_no_value", "all")
        request_route {
            if (has_totag()) {
                loose_route();
                t_relay();
                exit;
            }
            dlg_manage();
            $dlg_var(x) = "1";
            dlg_setflag("3");
            dlg_set_property("ka-src");
            dlg_set_property("timeout-noreset");
            set_dlg_profile("caller", "$fU");
            set_dlg_profile("all");
            record_route();
            $du = $hdr(X-To);
            t_relay();
        }

        """;

    // to_tag of dlg.briefing: see docs/differences.md.
    private static readonly string[][] Commands =
    [
        ["dlg.list"], ["dlg.list_ctx"], ["dlg.dlg_list", "call-1"], ["dlg.dlg_list", "call-1", "nosuch"], ["dlg.briefing", "ftcFs"], ["dlg.stats_active"],
        ["dlg.profile_list", "caller", "bob"], ["dlg.profile_list", "caller", "nosuch"], ["dlg.profile_get_size", "caller", "bob"],
        ["dlg.profile_get_size", "all"], ["dlg.profile_get_size", "nosuch"], ["dlg.end_dlg"], ["dlg.end_dlg", "1", "2"], ["dlg.terminate_dlg", "a", "b", "c"],
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sbx-dialog-");

    public void Dispose() => _folder.Delete(recursive: true);

    [ToolFact("kamailio", "kamcmd")]
    public void Kamcmd_shows_ringing_and_answered_calls_as_on_Kamailio()
    {
        var cfg = Path.Combine(_folder.FullName, "dialog.cfg");
        File.WriteAllText(cfg, Cfg);
        using var server = RunningServer.Start(cfg);
        var peerPort = Ports.Free();
        using var peer = Peer.Start(cfg, _folder.FullName, peerPort);

        var theirs = Play(peerPort, Path.Combine(_folder.FullName, "ctl"));

        Assert.Equal(theirs, Play(server.Port, server.ControlSocket));
        peer.Terminate();
        server.Stop();
    }

    // What all commands say while the call rings, and when it was answered.
    private static string Play(int port, string socket)
    {
        using var alice = new Phone(port);
        using var bob = new Phone(port);
        alice.Send(alice.Request("INVITE", $"sip:bob@127.0.0.1:{port}", "call-1", $"Contact: <sip:alice@127.0.0.1:{alice.Port}>\r\nX-To: sip:127.0.0.1:{bob.Port}\r\n"));
        var invite = bob.Receive();
        bob.Send(Phone.Answer(invite, "180 Ringing"));
        Until(socket, "connecting: 1");
        var ringing = Show(socket);
        bob.Send(Phone.Answer(invite).Replace("Content-Length", $"Contact: <sip:bob@127.0.0.1:{bob.Port}>\r\nContent-Length", StringComparison.Ordinal));
        Until(socket, "answering: 1");
        var text = ringing + Show(socket);
        text = text.Replace($":{port}", ":SERVER", StringComparison.Ordinal).Replace($":{alice.Port}", ":ALICE", StringComparison.Ordinal);
        return Varying().Replace(text.Replace($":{bob.Port}", ":BOB", StringComparison.Ordinal), "${name}: N");
    }

    private static string Show(string socket) => string.Concat(Commands.Select(words => $"> {string.Join(' ', words)}\n{Ask(socket, words)}"));

    private static string Ask(string socket, params string[] words) => Tool.Run(20, "kamcmd", "/", ["-s", $"unix:{socket}", .. words]).Output;

    private static void Until(string socket, string line)
    {
        for (var i = 0; i < 200 && !Ask(socket, "dlg.stats_active").Contains(line, StringComparison.Ordinal); i++)
            Thread.Sleep(25);

        Assert.Contains(line, Ask(socket, "dlg.stats_active"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\b(?<name>h_entry|h_id|start_ts|init_ts|timeout): [1-9]\d*|\b(?<name>duration): \d+", RegexOptions.ExplicitCapture)]
    private static partial Regex Varying();
}
