using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Auth;

/// <content>Parameters.</content>
internal sealed partial class AuthModule
{
    private const int MaxOrder = 26;

    /// <summary>Secret of nonces.</summary>
    [Parameter("secret", Summary = "Secret of the nonces; random for each start when it is not given. Servers that share users need the same one.")]
    public string Secret { get; set; } = string.Empty;

    /// <summary>Life of nonces.</summary>
    [Parameter("nonce_expire", Default = "300", Unit = "s", Summary = "How long a nonce is good.", Min = 1, Max = 86400 * 365)]
    public int NonceExpire { get; set; } = 300;

    /// <summary>How far clocks may differ.</summary>
    [Parameter("nonce_auth_max_drift", Default = "3", Unit = "s", Summary = "How far the clock of another server with the same secret may be ahead.", Min = 0, Max = 86400)]
    public int NonceMaxDrift { get; set; } = 3;

    /// <summary>Binds nonces to contacts.</summary>
    [Parameter("protect_contacts", Default = "0", Summary = "1: a nonce is good for the Contact only that it was made for.")]
    public bool ProtectContacts { get; set; }

    /// <summary>Name of the challenge.</summary>
    [Parameter("challenge_attr", Default = "$digest_challenge", Summary = "Attribute for the challenge.", NoEffect = "Challenges go into the reply; auth_get_www_authenticate gives them to the script.")]
    public string ChallengeAttribute { get; set; } = "$digest_challenge";

    /// <summary>Header of 407.</summary>
    [Parameter("proxy_challenge_header", Default = "Proxy-Authenticate", Summary = "Name of the header in 407.")]
    public string ProxyChallengeHeader { get; set; } = "Proxy-Authenticate";

    /// <summary>Header of 401.</summary>
    [Parameter("www_challenge_header", Default = "WWW-Authenticate", Summary = "Name of the header in 401.")]
    public string WwwChallengeHeader { get; set; } = "WWW-Authenticate";

    /// <summary>Quality of protection.</summary>
    [Parameter("qop", Summary = "Quality of protection of challenges whose flags do not say: auth or auth-int; empty = none.")]
    public string Qop { get; set; } = string.Empty;

    /// <summary>Bound parts of REGISTER.</summary>
    [Parameter("auth_checks_register", Default = "0", Summary = "What the nonce of a REGISTER is bound to, a sum: 1 request URI, 2 Call-ID, 4 From tag, 8 source address.", Min = 0, Max = 15)]
    public int AuthChecksRegister { get; set; }

    /// <summary>Bound parts of requests without To tag.</summary>
    [Parameter("auth_checks_no_dlg", Default = "0", Summary = "As auth_checks_register, for other requests without To tag.", Min = 0, Max = 15)]
    public int AuthChecksNoDialog { get; set; }

    /// <summary>Bound parts of requests with To tag.</summary>
    [Parameter("auth_checks_in_dlg", Default = "0", Summary = "As auth_checks_register, for other requests with To tag.", Min = 0, Max = 15)]
    public int AuthChecksInDialog { get; set; }

    /// <summary>Counts uses.</summary>
    [Parameter("nonce_count", Default = "0", Summary = "1: with qop the client's counter must grow from use to use, else the nonce counts as over.")]
    public bool NonceCount { get; set; }

    /// <summary>Nonces in flight.</summary>
    [Parameter("nc_array_size", Default = "1048576", Summary = "Counted nonces in flight; older ones count as over.", Min = 256, Max = 1 << MaxOrder, Reloadable = false)]
    public int NcArraySize { get; set; } = 1 << 20;

    /// <summary>The same as a power of two.</summary>
    [Parameter("nc_array_order", Default = "0", Summary = "nc_array_size as a power of two; 0 = see there.", Min = 0, Max = MaxOrder, Reloadable = false)]
    public int NcArrayOrder { get; set; }

    /// <summary>Nonces that are good once.</summary>
    [Parameter("one_time_nonce", Default = "0", Summary = "1: a nonce without counter is good once; a second use gives -6.")]
    public bool OneTimeNonce { get; set; }

    /// <summary>One-time nonces in flight.</summary>
    [Parameter("otn_in_flight_no", Default = "1048576", Summary = "One-time nonces in flight; older ones count as used.", Min = 256, Max = 1 << MaxOrder, Reloadable = false)]
    public int OtnInFlight { get; set; } = 1 << 20;

    /// <summary>The same as a power of two.</summary>
    [Parameter("otn_in_flight_order", Default = "0", Summary = "otn_in_flight_no as a power of two; 0 = see there.", Min = 0, Max = MaxOrder, Reloadable = false)]
    public int OtnInFlightOrder { get; set; }

    /// <summary>Accepted.</summary>
    [Parameter("nid_pool_no", Default = "1", Summary = "Pools of nonce numbers.", Min = 1, Max = 64, NoEffect = "One counter without a lock serves all workers.")]
    public int NidPools { get; set; } = 1;

    /// <summary>Challenges without transaction.</summary>
    [Parameter("force_stateless_reply", Default = "0", Summary = "1: challenges are sent statelessly, also when there is a transaction.")]
    public bool ForceStatelessReply { get; set; }

    /// <summary>Prefix of realms.</summary>
    [Parameter("realm_prefix", Summary = "Taken off the beginning of a realm before domains are compared.")]
    public string RealmPrefix { get; set; } = string.Empty;

    /// <summary>Compares domains.</summary>
    [Parameter("use_domain", Default = "0", Summary = "1: the domains must be equal too when the user is compared with those of the message.")]
    public bool UseDomain { get; set; }

    /// <summary>Hash.</summary>
    [Parameter("algorithm", Summary = "Hash of challenges: MD5 (not named in them, the default) or SHA-256.")]
    public string Algorithm { get; set; } = string.Empty;

    /// <summary>Header of the 200.</summary>
    [Parameter("add_authinfo_hdr", Default = "0", Summary = "1: add Authentication-Info to the reply after good credentials.")]
    public bool AddAuthInfo { get; set; }
}
