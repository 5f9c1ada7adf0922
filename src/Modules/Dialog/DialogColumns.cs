namespace Signalbox.Modules.Dialog;

/// <summary>Names of the tables and their columns.</summary>
internal sealed class DialogColumns
{
    /// <summary>Table of the calls.</summary>
    public string Table { get; set; } = "dialog";

    /// <summary>Table of their variables.</summary>
    public string VariableTable { get; set; } = "dialog_vars";

    /// <summary>Columns of the calls, in the order of <see cref="DialogRecord"/>.</summary>
    public string[] Names { get; } =
    [
        "hash_entry", "hash_id", "callid", "from_uri", "from_tag", "to_uri", "to_tag", "caller_cseq", "callee_cseq", "caller_route_set",
        "callee_route_set", "caller_contact", "callee_contact", "caller_sock", "callee_sock", "state", "start_time", "timeout", "sflags",
        "iflags", "toroute_name", "req_uri", "xdata",
    ];

    /// <summary>Columns of the variables: entry, id, name, value.</summary>
    public string[] VariableNames { get; } = ["hash_entry", "hash_id", "dialog_key", "dialog_value"];
}
