using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Registrar;

/// <summary>Parameters.</summary>
internal sealed partial class RegistrarModule
{
    [Parameter("default_expires", Default = "3600", Unit = "s", Live = true, Summary = "Life of a contact that says nothing, or nothing that can be read.", Min = 1, Max = int.MaxValue)]
    public int DefaultExpires { get; set; } = 3600;

    [Parameter("min_expires", Default = "60", Unit = "s", Live = true, Summary = "Shortest life of a contact; 0 = none.", Min = 0, Max = int.MaxValue)]
    public int MinExpires { get; set; } = 60;

    [Parameter("min_expires_mode", Default = "0", Summary = "0: a shorter life is raised to min_expires; 1: it is refused with 423.", Min = 0, Max = 1)]
    public int MinExpiresMode { get; set; }

    [Parameter("max_expires", Default = "0", Unit = "s", Live = true, Summary = "Longest life of a contact; 0 = no limit.", Min = 0, Max = int.MaxValue)]
    public int MaxExpires { get; set; }

    [Parameter("default_q", Default = "-1", Live = true, Summary = "q of contacts without one, in thousandths; -1 = none.", Min = -1, Max = 1000)]
    public int DefaultQ { get; set; } = -1;

    [Parameter("max_contacts", Default = "0", Live = true, Summary = "Contacts per address of record; 0 = no limit. More are refused with 503.", Min = 0, Max = 10000)]
    public int MaxContacts { get; set; }

    [Parameter("contact_max_size", Default = "512", Unit = "bytes", Summary = "Longest contact URI.", Min = 16, Max = 8192)]
    public int ContactMaxSize { get; set; } = 512;

    [Parameter("append_branches", Default = "1", Live = true, Summary = "1: lookup gives all contacts; 0: the best one only.")]
    public bool AppendBranches { get; set; } = true;

    [Parameter("method_filtering", Default = "0", Summary = "1: lookup leaves out contacts that do not allow the method.")]
    public bool MethodFiltering { get; set; }

    [Parameter("case_sensitive", Default = "0", Summary = "1: the case of users matters.", Reloadable = false)]
    public bool CaseSensitive { get; set; }

    [Parameter("realm_prefix", Summary = "Prefix that is taken off domains before they are used.")]
    public string RealmPrefix { get; set; } = string.Empty;

    [Parameter("received_avp", Summary = "AVP with the URI that a REGISTER really came from.")]
    public string ReceivedAvp { get; set; } = string.Empty;

    [Parameter("received_param", Default = "received", Summary = "Parameter of Contact in replies that shows it.")]
    public string ReceivedParam { get; set; } = "received";

    [Parameter("use_path", Default = "0", Summary = "1: store Path and route requests by it.")]
    public bool UsePath { get; set; }

    [Parameter("path_mode", Default = "2", Summary = "0: Path is not shown in replies; 1: shown when the user agent supports it; 2: refused with 420 when it does not.", Min = 0, Max = 2)]
    public int PathMode { get; set; } = 2;

    [Parameter("retry_after", Default = "0", Unit = "s", Live = true, Summary = "Retry-After of 5xx replies; 0 = none.", Min = 0, Max = int.MaxValue)]
    public int RetryAfter { get; set; }

    [Parameter("gruu_enabled", Default = "0", Summary = "GRUU: only 0.", Min = 0, Max = 0)]
    public int GruuEnabled { get; set; }

    [Parameter("outbound_mode", Default = "0", Summary = "Outbound (RFC 5626): only 0.", Min = 0, Max = 0)]
    public int OutboundMode { get; set; }

    [Parameter("regid_mode", Default = "0", NoEffect = "reg-id is always kept with the contact", Summary = "Keep reg-id without outbound.", Min = 0, Max = 1)]
    public int RegIdMode { get; set; }

    [Parameter("event_callback", Summary = "Function of the script that gets the events instead of event routes.", IsEventCallback = true)]
    public string EventCallback { get; set; } = string.Empty;
}
