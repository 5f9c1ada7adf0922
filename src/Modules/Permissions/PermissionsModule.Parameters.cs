using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Permissions;

/// <content>Parameters.</content>
internal sealed partial class PermissionsModule
{
    /// <summary>The database.</summary>
    [Parameter("db_url", Summary = "Database with the tables; empty = none.")]
    public string DbUrl { get; set; } = string.Empty;

    /// <summary>Trusted peers in memory.</summary>
    [Parameter("db_mode", Default = "0", Min = 0, Max = 1, Summary = "Trusted peers: 0 asks the database at each call, 1 keeps them in memory.")]
    public int DbMode { get; set; }

    /// <summary>What is loaded.</summary>
    [Parameter("load_backends", Default = "65535", Min = 0, Max = 65535, Summary = "Sum of what is used: 1 addresses, 2 trusted peers, 4 default_allow_file, 8 default_deny_file.")]
    public int LoadBackends { get; set; } = 0xFFFF;

    /// <summary>Rules that allow.</summary>
    [Parameter("default_allow_file", Default = "permissions.allow", Summary = "File of rules that allow, for allow_routing without a name.")]
    public string AllowFile { get; set; } = "permissions.allow";

    /// <summary>Rules that deny.</summary>
    [Parameter("default_deny_file", Default = "permissions.deny", Summary = "File of rules that deny, for allow_routing without a name.")]
    public string DenyFile { get; set; } = "permissions.deny";

    /// <summary>Branches count too.</summary>
    [Parameter("check_all_branches", Default = "1", Summary = "1: allow_routing looks at the URI of every branch too.")]
    public bool CheckAllBranches { get; set; } = true;

    /// <summary>Ending of files that allow.</summary>
    [Parameter("allow_suffix", Default = ".allow", Summary = "What makes the name of the file that allows out of the name that functions take.")]
    public string AllowSuffix { get; set; } = ".allow";

    /// <summary>Ending of files that deny.</summary>
    [Parameter("deny_suffix", Default = ".deny", Summary = "What makes the name of the file that denies out of the name that functions take.")]
    public string DenySuffix { get; set; } = ".deny";

    /// <summary>Variable for tags.</summary>
    [Parameter("peer_tag_avp", Summary = "AVP that gets the tag of the entry that allowed, e.g. $avp(tag).")]
    public string PeerTagAvp { get; set; } = string.Empty;

    /// <summary>Tags of all.</summary>
    [Parameter("peer_tag_mode", Default = "0", Min = 0, Max = 1, Summary = "Trusted peers: 0 the tag of the first that matches, 1 the tags of all.")]
    public int PeerTagMode { get; set; }

    /// <summary>Table of peers.</summary>
    [Parameter("trusted_table", Default = "trusted", Summary = "Table of trusted peers.")]
    public string TrustedTable { get; set; } = "trusted";

    /// <summary>Table of addresses.</summary>
    [Parameter("address_table", Default = "address", Summary = "Table of addresses.")]
    public string AddressTableName { get; set; } = "address";

    /// <summary>File of addresses.</summary>
    [Parameter("address_file", Summary = "File of addresses, used instead of the table: lines of group, address, prefix length, port, tag.")]
    public string AddressFile { get; set; } = string.Empty;

    /// <summary>Most networks.</summary>
    [Parameter("max_subnets", Default = "512", Min = 1, Max = 1_000_000, Summary = "Most networks; more refuse the load.")]
    public int MaxSubnets { get; set; } = 512;

    /// <summary>Networks by prefix.</summary>
    [Parameter("subnet_match_mode", Default = "0", Summary = "Which of several networks with the address counts: 0 the first, 1 the smallest.", NoEffect = "networks are asked in the order of the table, and the first that has the address decides")]
    public int SubnetMatchMode { get; set; }

    /// <summary>Time between reloads.</summary>
    [Parameter("reload_delta", Default = "5", Unit = "s", Min = 0, Max = 86400, Summary = "Least time between two reloads.")]
    public int ReloadDelta { get; set; } = 5;

    /// <summary>Time between cleanups.</summary>
    [Parameter("trusted_cleanup_interval", Default = "60", Unit = "s", Summary = "How often peers that a reload replaced are freed.", NoEffect = "peers that a reload replaced go when the last message that uses them has ended")]
    public int TrustedCleanupInterval { get; set; } = 60;

    /// <summary>Column.</summary>
    [Parameter("source_col", Default = "src_ip", Summary = "Column of a peer's address.")]
    public string SourceColumn { get; set; } = "src_ip";

    /// <summary>Column.</summary>
    [Parameter("proto_col", Default = "proto", Summary = "Column of a peer's transport.")]
    public string ProtocolColumn { get; set; } = "proto";

    /// <summary>Column.</summary>
    [Parameter("from_col", Default = "from_pattern", Summary = "Column of the pattern for From URIs.")]
    public string FromColumn { get; set; } = "from_pattern";

    /// <summary>Column.</summary>
    [Parameter("ruri_col", Default = "ruri_pattern", Summary = "Column of the pattern for request URIs.")]
    public string RequestUriColumn { get; set; } = "ruri_pattern";

    /// <summary>Column.</summary>
    [Parameter("tag_col", Default = "tag", Summary = "Column of the tag.")]
    public string TagColumn { get; set; } = "tag";

    /// <summary>Column.</summary>
    [Parameter("priority_col", Default = "priority", Summary = "Column of a peer's priority.")]
    public string PriorityColumn { get; set; } = "priority";

    /// <summary>Column.</summary>
    [Parameter("grp_col", Default = "grp", Summary = "Column of the group.")]
    public string GroupColumn { get; set; } = "grp";

    /// <summary>Column.</summary>
    [Parameter("ip_addr_col", Default = "ip_addr", Summary = "Column of the address.")]
    public string AddressColumn { get; set; } = "ip_addr";

    /// <summary>Column.</summary>
    [Parameter("mask_col", Default = "mask", Summary = "Column of the prefix length.")]
    public string MaskColumn { get; set; } = "mask";

    /// <summary>Column.</summary>
    [Parameter("port_col", Default = "port", Summary = "Column of the port.")]
    public string PortColumn { get; set; } = "port";
}
