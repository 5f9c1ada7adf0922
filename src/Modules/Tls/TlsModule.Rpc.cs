using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Tls;

/// <content>Commands and counters.</content>
internal sealed partial class TlsModule
{
    private const string Null = "<null string>";

    /// <inheritdoc />
    public void AddTo(List<ServerStatistic> all)
    {
        all.Add(new ServerStatistic("tls", "clear_text_write_queued_bytes", QueuedBytes(), Counter: null));
        all.Add(new ServerStatistic("tls", "max_connections", reload.Current.Settings.TlsMaxConnections, Counter: null));
        all.Add(new ServerStatistic("tls", "opened_connections", connections.Count().Tls, Counter: null));
    }

    /// <summary>Reads the file again.</summary>
    [Rpc("tls.reload", Summary = "Reads the file of profiles and all certificates again; connections that are open go on.")]
    public void Reload(RpcCall call)
    {
        if (Config.Length == 0)
        {
            call.Fault(500, "No TLS configuration file configured");
            return;
        }

        try
        {
            Volatile.Write(ref _profiles, Read());
            call.Add("Ok. TLS configuration reloaded.");
        }
        catch (ModuleStartException refused)
        {
            _log.LogError("tls.reload: {Reason}", refused.Message);
            call.Fault(500, $"Error while reloading the TLS configuration: {refused.Message}");
        }
    }

    [Rpc("tls.info", Summary = "Numbers of TLS connections.")]
    public void Info(RpcCall call)
    {
        call.AddStruct()
            .With("max_connections", reload.Current.Settings.TlsMaxConnections)
            .With("opened_connections", connections.Count().Tls)
            .With("clear_text_write_queued_bytes", QueuedBytes());
    }

    private long QueuedBytes()
    {
        var queued = 0L;
        foreach (var connection in connections.All)
            queued += connection.Tls is null ? 0 : connection.QueuedBytes;

        return queued;
    }

    [Rpc("tls.list", Summary = "Shows the TLS connections.")]
    public void List(RpcCall call)
    {
        foreach (var connection in connections.All)
        {
            if (connection.Tls is not { } session)
                continue;

            call.AddStruct()
                .With("id", connection.Id)
                .With("timeout", Math.Max(0, connection.LifetimeMilliseconds - connection.IdleMilliseconds) / 1000)
                .With("src_ip", connection.Remote.HostText())
                .With("src_port", connection.Remote.Port)
                .With("dst_ip", connection.Local.HostText())
                .With("dst_port", connection.Local.Port)
                .With("cipher", TlsTexts.Description(session)?.TrimEnd('\n') ?? "unknown")
                .With("ct_wq_size", connection.QueuedBytes)
                .With("enc_rd_buf", 0)
                .With("flags", 2)
                .With("state", connection.State == ConnectionState.Open ? "established" : session.IsServer ? "tls_accept" : "tls_connect");
        }
    }

    [Rpc("tls.options", Summary = "Shows the parameters of the module.")]
    public void ShowOptions(RpcCall call) => call.AddStruct()
        .With("force_run", 0)
        .With("method", Method)
        .With("verify_certificate", VerifyCertificate ? 1 : 0)
        .With("verify_depth", VerifyDepth)
        .With("require_certificate", RequireCertificate ? 1 : 0)
        .With("verify_client", VerifyClient)
        .With("private_key", TextOf(PrivateKey))
        .With("ca_list", TextOf(CaList))
        .With("certificate", TextOf(Certificate))
        .With("cipher_list", TextOf(CipherList))
        .With("session_cache", SessionCache ? 1 : 0)
        .With("session_id", "kamailio-tls-5.x.y")
        .With("config", TextOf(Config))
        .With("log", 3)
        .With("debug", 3)
        .With("connection_timeout", ConnectionTimeout)
        .With("disable_compression", 1)
        .With("ssl_release_buffers", -1)
        .With("ssl_freelist_max", -1)
        .With("ssl_max_send_fragment", -1)
        .With("ssl_read_ahead", 0)
        .With("send_close_notify", SendCloseNotify ? 1 : 0)
        .With("low_mem_threshold1", -1)
        .With("low_mem_threshold2", -1)
        .With("ct_wq_max", reload.Current.Settings.TcpQueueBytes)
        .With("con_ct_wq_max", reload.Current.Settings.TcpConnectionQueueBytes)
        .With("ct_wq_blk_size", 4096);

    [Rpc("tls.kill", Summary = "Closes a TLS connection: its id.")]
    public void Kill(RpcCall call)
    {
        if (call.Integer(0) is { } id && connections.Find(id) is { Tls: not null } connection)
            connection.Close();
        else
            call.Fault(404, "Connection not found");
    }

    private static string TextOf(string value) => value.Length > 0 ? value : Null;
}
