using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Dialog;

/// <content>Names of columns.</content>
internal sealed partial class DialogModule
{
    [Parameter("h_entry_column", Default = "hash_entry", Summary = "Column of the calls.")]
    public string HEntryColumn { set => _columns.Names[0] = value; }

    [Parameter("h_id_column", Default = "hash_id", Summary = "Column of the calls.")]
    public string HIdColumn { set => _columns.Names[1] = value; }

    [Parameter("call_id_column", Default = "callid", Summary = "Column of the calls.")]
    public string CallIdColumn { set => _columns.Names[2] = value; }

    [Parameter("from_uri_column", Default = "from_uri", Summary = "Column of the calls.")]
    public string FromUriColumn { set => _columns.Names[3] = value; }

    [Parameter("from_tag_column", Default = "from_tag", Summary = "Column of the calls.")]
    public string FromTagColumn { set => _columns.Names[4] = value; }

    [Parameter("to_uri_column", Default = "to_uri", Summary = "Column of the calls.")]
    public string ToUriColumn { set => _columns.Names[5] = value; }

    [Parameter("to_tag_column", Default = "to_tag", Summary = "Column of the calls.")]
    public string ToTagColumn { set => _columns.Names[6] = value; }

    [Parameter("from_cseq_column", Default = "caller_cseq", Summary = "Column of the calls.")]
    public string FromCseqColumn { set => _columns.Names[7] = value; }

    [Parameter("to_cseq_column", Default = "callee_cseq", Summary = "Column of the calls.")]
    public string ToCseqColumn { set => _columns.Names[8] = value; }

    [Parameter("from_route_column", Default = "caller_route_set", Summary = "Column of the calls.")]
    public string FromRouteColumn { set => _columns.Names[9] = value; }

    [Parameter("to_route_column", Default = "callee_route_set", Summary = "Column of the calls.")]
    public string ToRouteColumn { set => _columns.Names[10] = value; }

    [Parameter("from_contact_column", Default = "caller_contact", Summary = "Column of the calls.")]
    public string FromContactColumn { set => _columns.Names[11] = value; }

    [Parameter("to_contact_column", Default = "callee_contact", Summary = "Column of the calls.")]
    public string ToContactColumn { set => _columns.Names[12] = value; }

    [Parameter("from_sock_column", Default = "caller_sock", Summary = "Column of the calls.")]
    public string FromSockColumn { set => _columns.Names[13] = value; }

    [Parameter("to_sock_column", Default = "callee_sock", Summary = "Column of the calls.")]
    public string ToSockColumn { set => _columns.Names[14] = value; }

    [Parameter("state_column", Default = "state", Summary = "Column of the calls.")]
    public string StateColumn { set => _columns.Names[15] = value; }

    [Parameter("start_time_column", Default = "start_time", Summary = "Column of the calls.")]
    public string StartTimeColumn { set => _columns.Names[16] = value; }

    [Parameter("timeout_column", Default = "timeout", Summary = "Column of the calls.")]
    public string TimeoutColumn { set => _columns.Names[17] = value; }

    [Parameter("sflags_column", Default = "sflags", Summary = "Column of the calls.")]
    public string SflagsColumn { set => _columns.Names[18] = value; }

    [Parameter("toroute_name_column", Default = "toroute_name", Summary = "Column of the calls.")]
    public string TorouteNameColumn { set => _columns.Names[20] = value; }

    [Parameter("vars_h_entry_column", Default = "hash_entry", Summary = "Column of the variables.")]
    public string VarsHEntryColumn { set => _columns.VariableNames[0] = value; }

    [Parameter("vars_h_id_column", Default = "hash_id", Summary = "Column of the variables.")]
    public string VarsHIdColumn { set => _columns.VariableNames[1] = value; }

    [Parameter("vars_key_column", Default = "dialog_key", Summary = "Column of the variables.")]
    public string VarsKeyColumn { set => _columns.VariableNames[2] = value; }

    [Parameter("vars_value_column", Default = "dialog_value", Summary = "Column of the variables.")]
    public string VarsValueColumn { set => _columns.VariableNames[3] = value; }
}
