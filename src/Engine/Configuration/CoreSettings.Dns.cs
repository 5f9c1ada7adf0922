using Signalbox.Engine.Catalog;

namespace Signalbox.Engine.Configuration;

/// <content>DNS (RFC 3263).</content>
public sealed partial class CoreSettings
{
    /// <summary>The defaults, before a configuration is loaded.</summary>
    internal static readonly CoreSettings Standard = new();

    /// <summary>Answers of name servers are kept.</summary>
    [Parameter("use_dns_cache", Aliases = "dns_use_cache", Default = "on", Summary = "Answers of name servers are kept.")]
    public bool UseDnsCache { get; set; } = true;

    /// <summary>The next address of a target is tried when one fails.</summary>
    [Parameter("use_dns_failover", Aliases = "dns_use_failover", Default = "off", Summary = "The next address of a target is tried when one fails.")]
    public bool UseDnsFailover { get; set; }

    /// <summary>NAPTR records choose the transport of a host without one.</summary>
    [Parameter("dns_try_naptr", Default = "no", Summary = "NAPTR records choose the transport of a host without one.")]
    public bool DnsTryNaptr { get; set; }

    /// <summary>SRV records of one priority are chosen by weight at random.</summary>
    [Parameter("dns_srv_lb", Aliases = "dns_srv_loadbalancing", Default = "no", Summary = "SRV records of one priority are chosen by weight at random.")]
    public bool DnsSrvLoadBalancing { get; set; }

    /// <summary>Preference of UDP among NAPTR records, greater first; below 0 = never.</summary>
    [Parameter("dns_udp_pref", Aliases = "dns_udp_preference", Default = "30", Min = int.MinValue, Summary = "Preference of UDP among NAPTR records, greater first; below 0 = never.")]
    public int DnsUdpPreference { get; set; } = 30;

    /// <summary>Preference of TCP among NAPTR records, greater first; below 0 = never.</summary>
    [Parameter("dns_tcp_pref", Aliases = "dns_tcp_preference", Default = "20", Min = int.MinValue, Summary = "Preference of TCP among NAPTR records, greater first; below 0 = never.")]
    public int DnsTcpPreference { get; set; } = 20;

    /// <summary>Preference of TLS among NAPTR records, greater first; below 0 = never.</summary>
    [Parameter("dns_tls_pref", Aliases = "dns_tls_preference", Default = "10", Min = int.MinValue, Summary = "Preference of TLS among NAPTR records, greater first; below 0 = never.")]
    public int DnsTlsPreference { get; set; } = 10;

    /// <summary>Preference of SCTP among NAPTR records, greater first; below 0 = never.</summary>
    [Parameter("dns_sctp_pref", Aliases = "dns_sctp_preference", Default = "20", Min = int.MinValue, Summary = "Preference of SCTP among NAPTR records, greater first; below 0 = never.")]
    public int DnsSctpPreference { get; set; } = 20;

    /// <summary>Own preferences decide, not order and preference of the NAPTR records.</summary>
    [Parameter("dns_naptr_ignore_rfc", Default = "yes", Summary = "Own preferences decide, not order and preference of the NAPTR records.")]
    public bool DnsNaptrIgnoreRfc { get; set; } = true;

    /// <summary>IPv6 addresses of hosts are asked for.</summary>
    [Parameter("dns_try_ipv6", Default = "yes", Summary = "IPv6 addresses of hosts are asked for.")]
    public bool DnsTryIPv6 { get; set; } = true;

    /// <summary>Wait for an answer, in seconds; 0 = as resolv.conf says.</summary>
    [Parameter("dns_retr_time", Default = "0", Unit = "s", Min = 0, Max = 60, Summary = "Wait for an answer, in seconds; 0 = as resolv.conf says.")]
    public int DnsRetryTime { get; set; }

    /// <summary>Rounds over the name servers; 0 = as resolv.conf says.</summary>
    [Parameter("dns_retr_no", Default = "0", Min = 0, Max = 20, Summary = "Rounds over the name servers; 0 = as resolv.conf says.")]
    public int DnsRetries { get; set; }

    /// <summary>How many name servers of resolv.conf are asked; 0 = all, at most 3.</summary>
    [Parameter("dns_servers_no", Default = "0", Min = 0, Max = 3, Summary = "How many name servers of resolv.conf are asked; 0 = all, at most 3.")]
    public int DnsServers { get; set; }

    /// <summary>Domains of resolv.conf are put behind names.</summary>
    [Parameter("dns_use_search_list", Default = "yes", Summary = "Domains of resolv.conf are put behind names.")]
    public bool DnsUseSearchList { get; set; } = true;

    /// <summary>Answers that take so long are logged; 0 = none.</summary>
    [Parameter("dns_slow_query_ms", Default = "0", Unit = "ms", Min = 0, Summary = "Answers that take so long are logged; 0 = none.")]
    public int DnsSlowQueryMilliseconds { get; set; }

    /// <summary>Which addresses are asked for: 1 = only IPv4, 2 = only IPv6, 4 = IPv6 first.</summary>
    [Parameter("dns_cache_flags", Default = "0", Min = 0, Max = 7, Summary = "Which addresses are asked for: 1 = only IPv4, 2 = only IPv6, 4 = IPv6 first.")]
    public int DnsCacheFlags { get; set; }

    /// <summary>Life of "no such name".</summary>
    [Parameter("dns_cache_negative_ttl", Default = "60", Unit = "s", Min = 0, Summary = "Life of a negative answer.")]
    public int DnsCacheNegativeTtl { get; set; } = 60;

    /// <summary>Least life of an answer.</summary>
    [Parameter("dns_cache_min_ttl", Default = "0", Unit = "s", Min = 0, Summary = "Least life of an answer.")]
    public int DnsCacheMinTtl { get; set; }

    /// <summary>Longest life of an answer.</summary>
    [Parameter("dns_cache_max_ttl", Default = "2147483647", Unit = "s", Min = 0, Summary = "Longest life of an answer.")]
    public int DnsCacheMaxTtl { get; set; } = int.MaxValue;

    /// <summary>Memory of the cache.</summary>
    [Parameter("dns_cache_mem", Default = "500", Unit = "KB", Min = 0, Summary = "Memory of the cache.")]
    public int DnsCacheKilobytes { get; set; } = 500;

    /// <summary>Limit of the cache in bytes.</summary>
    internal long DnsCacheBytes => DnsCacheKilobytes * 1024L;
}
