using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Interop.Tests.Wire;

/// <summary>The server with every transport, a wildcard listener, pings of its own, and trace_mode on.</summary>
internal sealed class WireServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sbx-wire-");
    private Tool? _process;

    public int Udp { get; } = Ports.Free();

    public int Wildcard { get; } = Ports.Free();

    public int Tcp { get; } = Ports.FreeOfBoth();

    public int Tls { get; } = Ports.FreeOfBoth();

    public string Folder => _folder.FullName;

    public string Database => Path.Combine(Folder, "trace.db");

    public string Log => _process!.Output;

    /// <summary>Starts it with the peers' ports.</summary>
    public void Start(int collector, int callee, int second, int silent, int pinged)
    {
        TlsFiles.Write(Folder);
        File.WriteAllText(Path.Combine(Folder, "dispatcher.list"), $"1 sip:127.0.0.1:{pinged}\n");
        var cfg = Path.Combine(Folder, "wire.cfg");
        File.WriteAllText(cfg, Cfg(collector, callee, second, silent));
        _process = Tool.Start(SignalboxBinary.Path, Folder, "-f", cfg, "-DD", "-E", "-Y", Folder);
        Assert.True(
            SpinWait.SpinUntil(() => _process.HasEnded || (Ports.IsBound(Udp) && Ports.IsBound(Wildcard) && Ports.IsListening(Tcp) && Ports.IsListening(Tls) && File.Exists(Path.Combine(Folder, "ctl"))), TimeSpan.FromSeconds(30)),
            Log);
        Assert.False(_process.HasEnded, Log);
    }

    public void Call(string method, params string[] arguments)
    {
        using var client = BinrpcClient.Connect(Path.Combine(Folder, "ctl"), TimeSpan.FromSeconds(20));
        var reply = client.Call(method, arguments);
        Assert.False(reply.IsFault, reply.FaultText);
    }

    /// <summary>Stops it in the orderly way, so that all rows are written.</summary>
    public void Stop()
    {
        _process!.Terminate();
        Assert.True(_process.ExitCode == 0, Log);
    }

    public void Dispose()
    {
        _process?.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Cfg(int collector, int callee, int second, int silent) => $$"""
        #!KAMAILIO
        children=2
        log_stderror=yes
        auto_aliases=no
        enable_tls=yes
        tcp_accept_no_cl=yes
        listen=udp:127.0.0.1:{{Udp}}
        listen=udp:0.0.0.0:{{Wildcard}}
        listen=tcp:127.0.0.1:{{Tcp}}
        listen=tls:127.0.0.1:{{Tls}}
        loadmodule "tls.so"
        loadmodule "tm.so"
        loadmodule "sl.so"
        loadmodule "rr.so"
        loadmodule "pv.so"
        loadmodule "ctl.so"
        loadmodule "kex.so"
        loadmodule "corex.so"
        loadmodule "textops.so"
        loadmodule "siputils.so"
        loadmodule "usrloc.so"
        loadmodule "registrar.so"
        loadmodule "nathelper.so"
        loadmodule "dispatcher.so"
        loadmodule "xhttp.so"
        loadmodule "websocket.so"
        loadmodule "db_sqlite.so"
        loadmodule "siptrace.so"
        modparam("ctl", "binrpc", "unix:{{Folder}}/ctl")
        modparam("tls", "tls_method", "TLSv1.2+")
        modparam("tls", "certificate", "{{Folder}}/cert.pem")
        modparam("tls", "private_key", "{{Folder}}/key.pem")
        modparam("tm", "fr_timer", 1600)
        modparam("tm", "retr_timer1", 300)
        modparam("usrloc", "nat_bflag", 6)
        modparam("nathelper", "natping_interval", 1)
        modparam("nathelper", "sipping_bflag", 7)
        modparam("nathelper", "sipping_from", "sip:pinger@127.0.0.1")
        modparam("dispatcher", "list_file", "{{Folder}}/dispatcher.list")
        modparam("dispatcher", "ds_ping_interval", 1)
        modparam("dispatcher", "ds_probing_mode", 1)
        modparam("siptrace", "db_url", "sqlite:///{{Database}}")
        modparam("siptrace", "trace_on", 1)
        modparam("siptrace", "trace_mode", 3)
        modparam("siptrace", "trace_once", 1)
        modparam("siptrace", "hep_mode_on", 1)
        modparam("siptrace", "hep_version", 3)
        modparam("siptrace", "mark_column", "mark")
        modparam("siptrace", "duplicate_uri", "sip:127.0.0.1:{{collector}}")
        request_route {
            if (is_method("OPTIONS")) {
                sl_send_reply("200", "OK");
                exit;
            }
            if (is_method("CANCEL")) {
                if (t_check_trans()) t_relay();
                exit;
            }
            if (has_totag()) {
                if (loose_route()) {
                    t_relay();
                    exit;
                }
                if (is_method("ACK") && t_check_trans()) t_relay();
                exit;
            }
            if (is_method("REGISTER")) {
                setbflag(7);
                save("location");
                exit;
            }
            if ($rU == "nobody") {
                sl_send_reply("404", "Nobody");
                exit;
            }
            force_rport();
            record_route();
            $du = "sip:127.0.0.1:{{callee}}";
            if ($rU == "silent") $du = "sip:127.0.0.1:{{silent}}";
            if ($rU == "fork") {
                $du = $null;
                $ru = "sip:first@127.0.0.1:{{callee}}";
                append_branch("sip:second@127.0.0.1:{{second}}");
            }
            t_relay();
        }
        event_route[xhttp:request] {
            ws_handle_handshake();
        }
        """;
}
