using Signalbox.Engine.Catalog;

namespace Signalbox.Engine.Configuration;

/// <content>TLS, SCTP, DNS and the memory of bad destinations.</content>
[Parameter("tls_log", Summary = "Level of TLS lines.", NoEffect = "handshakes to peers that fail and mistakes of the configuration are logged as errors, handshakes of peers that fail at debug level")]
[Parameter("tls_threads_mode", Default = "1", Summary = "Works around a library.", NoEffect = "no library needs it here")]
[Parameter("tls_connection_match_domain", Default = "0", Summary = "Finds connections by TLS domain too.", Refused = "a setting of Kamailio 6; connections are found by address and transport")]
[Parameter("tls_method", Kind = ParameterKind.Text, Forms = ParameterForms.Word, Choices = "SSLv23 SSLv2 SSLv3 TLSv1", Summary = "Version of TLS.", NoEffect = "the modparams of the module tls replace it")]
[Parameter("tls_verify", Summary = "Verify certificates.", NoEffect = "the modparams of the module tls replace it")]
[Parameter("tls_require_certificate", Summary = "Ask for certificates.", NoEffect = "the modparams of the module tls replace it")]
[Parameter("tls_certificate", Kind = ParameterKind.Text, Summary = "Certificate.", NoEffect = "the modparams of the module tls replace it")]
[Parameter("tls_private_key", Kind = ParameterKind.Text, Summary = "Private key.", NoEffect = "the modparams of the module tls replace it")]
[Parameter("tls_ca_list", Kind = ParameterKind.Text, Summary = "Certificates that are trusted.", NoEffect = "the modparams of the module tls replace it")]
[Parameter("tls_handshake_timeout", Unit = "s", Summary = "Time for a handshake.", NoEffect = "the modparams of the module tls replace it")]
[Parameter("tls_send_timeout", Unit = "s", Summary = "Time to send.", NoEffect = "the modparams of the module tls replace it")]
[Parameter("enable_sctp", Default = "2", Summary = "SCTP listeners.", NoEffect = "there is no SCTP here")]
[Parameter("disable_sctp", Summary = "No SCTP listeners.", NoEffect = "there is no SCTP here")]
[Parameter("dns_search_full_match", Default = "yes", Summary = "Checks names of the search list.", NoEffect = "only records of the name that was asked for are ever taken")]
[Parameter("dns_cache_init", Default = "1", Summary = "Makes the cache.", NoEffect = "use_dns_cache turns the cache off")]
[Parameter("dns_cache_gc_interval", Default = "120", Unit = "s", Summary = "How often the cache is swept.", NoEffect = "what ended is removed when it is met or when room is needed")]
[Parameter("dns_cache_del_nonexp", Default = "0", Summary = "Deletes what is not expired.", NoEffect = "a full cache gives up what was not used for the longest time")]
[Parameter("dns_cache_rec_pref", Default = "0", Summary = "Which records stay.", NoEffect = "records added by hand stay until they end")]
[Parameter("use_dst_blocklist", Default = "off", Summary = "Remembers bad destinations.", NoEffect = "bad destinations are not remembered")]
[Parameter("dst_blocklist_init", Default = "1", Summary = "Makes the list.", NoEffect = "bad destinations are not remembered")]
[Parameter("dst_blocklist_mem", Default = "250", Unit = "KB", Summary = "Memory of the list.", NoEffect = "bad destinations are not remembered")]
[Parameter("dst_blocklist_expire", Aliases = "dst_blocklist_ttl", Default = "60", Unit = "s", Summary = "Life of an entry.", NoEffect = "bad destinations are not remembered")]
[Parameter("dst_blocklist_gc_interval", Default = "60", Unit = "s", Summary = "How often the list is swept.", NoEffect = "bad destinations are not remembered")]
[Parameter("dst_blocklist_udp_imask", Default = "0", Summary = "What is not remembered for UDP.", NoEffect = "bad destinations are not remembered")]
[Parameter("dst_blocklist_tcp_imask", Default = "0", Summary = "What is not remembered for TCP.", NoEffect = "bad destinations are not remembered")]
[Parameter("dst_blocklist_tls_imask", Default = "0", Summary = "What is not remembered for TLS.", NoEffect = "bad destinations are not remembered")]
[Parameter("dst_blocklist_sctp_imask", Default = "0", Summary = "What is not remembered for SCTP.", NoEffect = "bad destinations are not remembered")]
public sealed partial class CoreSettings
{
    /// <summary>Names of the preprocessor and their texts, in the order of their definition</summary>
    public IReadOnlyList<(string Name, string Value)> Defines { get; set; } = [];
}
