using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Usrloc;

/// <content>Names of the database's columns.</content>
internal sealed partial class UsrlocModule
{
    /// <summary>Column ruid.</summary>
    [Parameter("ruid_column", Default = "ruid", Summary = "Name of the column ruid.", Reloadable = false)]
    public string RuidColumn { get; set; } = "ruid";

    /// <summary>Column username.</summary>
    [Parameter("user_column", Default = "username", Summary = "Name of the column username.", Reloadable = false)]
    public string UsernameColumn { get; set; } = "username";

    /// <summary>Column domain.</summary>
    [Parameter("domain_column", Default = "domain", Summary = "Name of the column domain.", Reloadable = false)]
    public string DomainColumn { get; set; } = "domain";

    /// <summary>Column contact.</summary>
    [Parameter("contact_column", Default = "contact", Summary = "Name of the column contact.", Reloadable = false)]
    public string ContactColumn { get; set; } = "contact";

    /// <summary>Column received.</summary>
    [Parameter("received_column", Default = "received", Summary = "Name of the column received.", Reloadable = false)]
    public string ReceivedColumn { get; set; } = "received";

    /// <summary>Column path.</summary>
    [Parameter("path_column", Default = "path", Summary = "Name of the column path.", Reloadable = false)]
    public string PathColumn { get; set; } = "path";

    /// <summary>Column expires.</summary>
    [Parameter("expires_column", Default = "expires", Summary = "Name of the column expires.", Reloadable = false)]
    public string ExpiresColumn { get; set; } = "expires";

    /// <summary>Column q.</summary>
    [Parameter("q_column", Default = "q", Summary = "Name of the column q.", Reloadable = false)]
    public string QColumn { get; set; } = "q";

    /// <summary>Column callid.</summary>
    [Parameter("callid_column", Default = "callid", Summary = "Name of the column callid.", Reloadable = false)]
    public string CallidColumn { get; set; } = "callid";

    /// <summary>Column cseq.</summary>
    [Parameter("cseq_column", Default = "cseq", Summary = "Name of the column cseq.", Reloadable = false)]
    public string CseqColumn { get; set; } = "cseq";

    /// <summary>Column last_modified.</summary>
    [Parameter("last_modified_column", Default = "last_modified", Summary = "Name of the column last_modified.", Reloadable = false)]
    public string LastModifiedColumn { get; set; } = "last_modified";

    /// <summary>Column flags.</summary>
    [Parameter("flags_column", Default = "flags", Summary = "Name of the column flags.", Reloadable = false)]
    public string FlagsColumn { get; set; } = "flags";

    /// <summary>Column cflags.</summary>
    [Parameter("cflags_column", Default = "cflags", Summary = "Name of the column cflags.", Reloadable = false)]
    public string CflagsColumn { get; set; } = "cflags";

    /// <summary>Column user_agent.</summary>
    [Parameter("user_agent_column", Default = "user_agent", Summary = "Name of the column user_agent.", Reloadable = false)]
    public string UserAgentColumn { get; set; } = "user_agent";

    /// <summary>Column socket.</summary>
    [Parameter("socket_column", Default = "socket", Summary = "Name of the column socket.", Reloadable = false)]
    public string SocketColumn { get; set; } = "socket";

    /// <summary>Column methods.</summary>
    [Parameter("methods_column", Default = "methods", Summary = "Name of the column methods.", Reloadable = false)]
    public string MethodsColumn { get; set; } = "methods";

    /// <summary>Column instance.</summary>
    [Parameter("instance_column", Default = "instance", Summary = "Name of the column instance.", Reloadable = false)]
    public string InstanceColumn { get; set; } = "instance";

    /// <summary>Column reg_id.</summary>
    [Parameter("reg_id_column", Default = "reg_id", Summary = "Name of the column reg_id.", Reloadable = false)]
    public string RegIdColumn { get; set; } = "reg_id";

    /// <summary>Column server_id.</summary>
    [Parameter("server_id_column", Default = "server_id", Summary = "Name of the column server_id.", Reloadable = false)]
    public string ServerIdColumn { get; set; } = "server_id";

    /// <summary>Column connection_id.</summary>
    [Parameter("connection_id_column", Default = "connection_id", Summary = "Name of the column connection_id.", Reloadable = false)]
    public string ConnectionIdColumn { get; set; } = "connection_id";

    /// <summary>Column keepalive.</summary>
    [Parameter("keepalive_column", Default = "keepalive", Summary = "Name of the column keepalive.", Reloadable = false)]
    public string KeepaliveColumn { get; set; } = "keepalive";

    /// <summary>Column partition.</summary>
    [Parameter("partition_column", Default = "partition", Summary = "Name of the column partition.", Reloadable = false)]
    public string PartitionColumn { get; set; } = "partition";

    private string[] ColumnNames =>
    [
        RuidColumn,
        UsernameColumn,
        DomainColumn,
        ContactColumn,
        ReceivedColumn,
        PathColumn,
        ExpiresColumn,
        QColumn,
        CallidColumn,
        CseqColumn,
        LastModifiedColumn,
        FlagsColumn,
        CflagsColumn,
        UserAgentColumn,
        SocketColumn,
        MethodsColumn,
        InstanceColumn,
        RegIdColumn,
        ServerIdColumn,
        ConnectionIdColumn,
        KeepaliveColumn,
        PartitionColumn,
    ];
}
