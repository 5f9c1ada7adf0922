using System.Net.Security;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Pv.Api;

namespace Signalbox.Modules.Tls;

/// <summary>Certificates and rules of TLS connections.</summary>
[Module("tls", Summary = "TLS transport: certificates, rules and what is known of the peer.")]
[Parameter("tls_log", Default = "3", Summary = "Level of TLS lines.", NoEffect = "handshakes to peers that fail and mistakes of the configuration are logged as errors, handshakes of peers that fail at debug level")]
[Parameter("tls_debug", Default = "3", Summary = "Level of TLS debug lines.", NoEffect = "handshakes of peers that fail are logged at debug level, those to peers as errors")]
[Parameter("session_id", Kind = ParameterKind.Text, Summary = "Id of the session context.", NoEffect = "the runtime keeps sessions of profiles apart by itself")]
[Parameter("tls_disable_compression", Default = "1", Summary = "No compression.", NoEffect = "the runtime never compresses")]
[Parameter("con_ct_wq_max", Default = "65536", Unit = "bytes", Summary = "Clear text that may wait for one peer.", NoEffect = "tcp_conn_wq_max limits what waits for a peer, with TLS and without")]
[Parameter("ct_wq_max", Default = "10485760", Unit = "bytes", Summary = "Clear text that may wait for all peers.", NoEffect = "tcp_wq_max limits what waits for all peers, with TLS and without")]
[Parameter("ct_wq_blk_size", Default = "4096", Unit = "bytes", Summary = "Block of those queues.", NoEffect = "a queue is one block that grows")]
[Parameter("tls_force_run", Default = "0", Summary = "Start with another library.", NoEffect = "there is no version of a library to compare")]
[Parameter("low_mem_threshold1", Min = -1, Default = "-1", Unit = "KB", Summary = "Memory below which there are no new connections.", NoEffect = "memory belongs to the runtime; tls_max_connections limits connections")]
[Parameter("low_mem_threshold2", Min = -1, Default = "-1", Unit = "KB", Summary = "Memory below which handshakes fail.", NoEffect = "memory belongs to the runtime; tls_max_connections limits connections")]
[Parameter("engine", Kind = ParameterKind.Text, Summary = "OpenSSL engine.", NoEffect = "the runtime offers no engines")]
[Parameter("engine_config", Kind = ParameterKind.Text, Summary = "Configuration of the engine.", NoEffect = "the runtime offers no engines")]
[Parameter("engine_algorithms", Kind = ParameterKind.Text, Summary = "Algorithms of the engine.", NoEffect = "the runtime offers no engines")]
[Parameter("provider_quirks", Summary = "Workarounds for providers.", NoEffect = "the runtime offers no providers")]
[Parameter("provider_quirks_config", Kind = ParameterKind.Text, Summary = "Configuration of providers.", NoEffect = "the runtime offers no providers")]
[Parameter("ssl_release_buffers", Min = -1, Default = "-1", Summary = "Free buffers of idle connections.", NoEffect = "buffers belong to the runtime")]
[Parameter("ssl_freelist_max_len", Min = -1, Default = "-1", Summary = "Free buffers that are kept.", NoEffect = "buffers belong to the runtime")]
[Parameter("ssl_max_send_fragment", Min = -1, Default = "-1", Unit = "bytes", Summary = "Largest record.", NoEffect = "the runtime chooses the size of records")]
[Parameter("ssl_read_ahead", Default = "0", Summary = "Read more than one record.", NoEffect = "buffers belong to the runtime")]
[Parameter("rand_engine", Kind = ParameterKind.Text, Summary = "Source of random numbers.", NoEffect = "the runtime has its own")]
[Parameter("init_mode", Default = "0", Summary = "Parts of the library that are left out.", NoEffect = "the runtime starts the library")]
[Parameter("key_password_mode", Default = "0", Summary = "Ask for passwords of keys.", NoEffect = "keys with a password are not read; nobody is asked")]
[Parameter("private_key_password", Kind = ParameterKind.Text, Summary = "Password of the key.", NoEffect = "keys with a password are not read")]
[Parameter("keylog_mode", Summary = "Write keys for tracing.", NoEffect = "keys are never written; siptrace and sipdump show what was sent")]
[Parameter("keylog_file", Kind = ParameterKind.Text, Summary = "File of keys.", NoEffect = "keys are never written")]
[Parameter("keylog_peer", Kind = ParameterKind.Text, Summary = "Who gets the keys.", NoEffect = "keys are never written")]
internal sealed partial class TlsModule(IConnections connections, IReloadService reload, ILoggerFactory logs) : IModule, ITlsProfiles, IStatisticSource
{
    private const int MaxNameBytes = 256;
    private static readonly object ServerIdKey = new();
    private readonly ILogger _log = logs.CreateLogger("tls");
    private TlsRules _defaults = new() { Method = "TLSv1", Certificate = "/etc/kamailio/cert.pem", PrivateKey = "/etc/kamailio/cert.pem" };
    private TlsProfileSet? _profiles;
    private IStructuredValues? _structures;
    private bool _isOn;

    [Parameter("config", Summary = "File with a section for each profile, e.g. /etc/kamailio/tls.cfg; empty = the parameters make two profiles, for connections in and out.")]
    public string Config { get; set; } = string.Empty;

    [Parameter("tls_method", Default = "TLSv1", Choices = "TLSv1 TLSv1+ TLSv1.0 TLSv1.0+ TLSv1.1 TLSv1.1+ TLSv1.2 TLSv1.2+ TLSv1.3 TLSv1.3+ SSLv23", Summary = "Protocol versions: one, or with + that one and newer ones. A section of a file that names none speaks any.")]
    public string Method { get => _defaults.Method; set => _defaults = _defaults with { Method = value }; }

    [Parameter("verify_certificate", Default = "0", Summary = "1 checks the peer's certificate.")]
    public bool VerifyCertificate { get => _defaults.VerifyCertificate; set => _defaults = _defaults with { VerifyCertificate = value }; }

    [Parameter("require_certificate", Default = "0", Summary = "1 refuses peers without a certificate.")]
    public bool RequireCertificate { get => _defaults.RequireCertificate; set => _defaults = _defaults with { RequireCertificate = value }; }

    [Parameter("verify_client", Default = "off", Choices = "off on optional optional_no_ca", Summary = "Certificates of clients: not asked for, required, checked when there, asked for but not checked.")]
    public string VerifyClient { get => _defaults.VerifyClient; set => _defaults = _defaults with { VerifyClient = value }; }

    [Parameter("verify_depth", Default = "9", Summary = "Most certificates between the peer's and a trusted one.", Min = 0, Max = 100)]
    public int VerifyDepth { get => _defaults.VerifyDepth; set => _defaults = _defaults with { VerifyDepth = value }; }

    [Parameter("private_key", Default = "/etc/kamailio/cert.pem", Summary = "PEM file of the key.")]
    public string PrivateKey { get => _defaults.PrivateKey; set => _defaults = _defaults with { PrivateKey = value }; }

    [Parameter("certificate", Default = "/etc/kamailio/cert.pem", Summary = "PEM file of the certificate and of those that signed it.")]
    public string Certificate { get => _defaults.Certificate; set => _defaults = _defaults with { Certificate = value }; }

    [Parameter("ca_list", Summary = "PEM file of trusted certificates; without it none is trusted.")]
    public string CaList { get => _defaults.CaList; set => _defaults = _defaults with { CaList = value }; }

    [Parameter("ca_path", Summary = "Folder of trusted certificates (*.pem, *.crt).")]
    public string CaPath { get => _defaults.CaPath; set => _defaults = _defaults with { CaPath = value }; }

    [Parameter("crl", Summary = "PEM file of revoked certificates: each authority of a peer's chain needs a list there.")]
    public string Crl { get => _defaults.Crl; set => _defaults = _defaults with { Crl = value }; }

    [Parameter("cipher_list", Summary = "OpenSSL names of cipher suites with colons between; words like HIGH have no effect.")]
    public string CipherList { get => _defaults.CipherList; set => _defaults = _defaults with { CipherList = value }; }

    [Parameter("server_name", Summary = "Name that connections to peers ask for (SNI).")]
    public string ServerName { get => _defaults.ServerName; set => _defaults = _defaults with { ServerName = value }; }

    [Parameter("connection_timeout", Default = "600", Unit = "s", Summary = "Idle time after which a TLS connection is closed; -1 = never.", Min = -1, Max = 2_147_483)]
    public int ConnectionTimeout { get; set; } = 600;

    [Parameter("session_cache", Default = "0", Summary = "1 lets peers take up sessions again.")]
    public bool SessionCache { get; set; }

    [Parameter("send_close_notify", Default = "0", Summary = "1 announces the end of a connection to the peer.")]
    public bool SendCloseNotify { get; set; }

    [Parameter("renegotiation", Default = "0", Summary = "1 lets peers ask for a new handshake.")]
    public bool Renegotiation { get; set; }

    [Parameter("xavp_cfg", Summary = "Name of the xavp whose fields server_name and server_id choose name and profile of the connection that a request opens.")]
    public string XavpConfig { get; set; } = string.Empty;

    /// <inheritdoc />
    public long LifetimeMilliseconds => ConnectionTimeout == 0 ? 0 : ConnectionTimeout * 1000L;

    /// <inheritdoc />
    public bool SendsCloseNotify => SendCloseNotify;

    private TlsOptions Options => new(SessionCache, Renegotiation);

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        if (XavpConfig.Length > 0)
            _structures = validation.Require<IStructuredValues>("pv");

        _isOn = validation.Settings.HasTls;
        if (!_isOn)
            validation.Warn("config", "no TLS listener will be opened", "add: enable_tls=yes");
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        // Read here and not before: a check of the configuration needs no keys.
        if (_isOn)
            _profiles = Read();

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public SslServerAuthenticationOptions? ForServer(TlsSession session, HostEndPoint local, string serverName) =>
        Volatile.Read(ref _profiles)?.ForServer(local, serverName).ForServer(session);

    /// <inheritdoc />
    public SslClientAuthenticationOptions? ForClient(TlsSession session, HostEndPoint remote, RoutingContext? context)
    {
        if (Volatile.Read(ref _profiles) is not { } profiles || IsVetoed(remote, context))
            return null;

        var name = WishOf(context, "server_name");
        var id = WishOf(context, "server_id");
        if (id.Length == 0 && context is not null && context.Worker.Locals.TryGetValue(ServerIdKey, out var chosen))
            id = (string)chosen;

        return profiles.ForClient(remote, name, id).ForClient(session, name);
    }

    /// <summary>1 when it was checked and trusted.</summary>
    [Function("is_peer_verified", Routes = RouteKinds.Any, Summary = "True when the peer showed a certificate and its check found nothing wrong.")]
    public ReturnCode IsPeerVerified(RoutingContext context) => ReturnCode.Of(SessionOf(context) is { IsPeerVerified: true });

    /// <summary>Chooses the client profile of the connections that this worker opens from now on.</summary>
    [Function("tls_set_connect_server_id", Kemi = "set_connect_server_id", Routes = RouteKinds.Any, Summary = "Connections that this worker opens from now on use the client section with that server_id; empty = none.")]
    public static ReturnCode SetServerId(RoutingContext context, string id)
    {
        context.Worker.Locals[ServerIdKey] = id;
        return ReturnCode.True;
    }

    /// <summary>Takes a parameter that is declared to have no effect.</summary>
    internal string? Accept(string name, in ScriptValue value)
    {
        _log.LogDebug("parameter {Name} = {Value} has no effect here", name, value.ToText());
        return null;
    }

    private TlsProfileSet Read() => new(Config.Length > 0 ? TlsFile.Read(Config) : [], _defaults, Options, _log);

    private TlsSession? SessionOf(RoutingContext context) => connections.Find(context.Received.ConnectionId)?.Tls;

    // ;server_name=example.org;server_id=one
    private string WishOf(RoutingContext? context, string field)
    {
        if (_structures is null || context is null)
            return string.Empty;

        var text = context.Worker.RentWriter();
        _structures.WriteParameters(context, XavpConfig, text);
        var fields = Latin1.ToText(text.Written);
        context.Worker.Return(text);
        var start = fields.IndexOf($";{field}=", StringComparison.Ordinal);
        if (start < 0)
            return string.Empty;

        start += field.Length + 2;
        var end = fields.IndexOf(';', start);
        var value = end < 0 ? fields[start..] : fields[start..end];
        return value.Length <= MaxNameBytes ? value : string.Empty;
    }
}
