using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>Names and kinds of the columns of <c>sip_capture</c>; the names can be changed by parameters.</summary>
internal sealed class CaptureColumns
{
    private static readonly TableColumn[] Usual =
    [
        new("date", ColumnKind.Timestamp),
        new("micro_ts", ColumnKind.Integer),
        new("method", ColumnKind.Text, 50),
        new("reply_reason", ColumnKind.Text, 100),
        new("ruri", ColumnKind.Text, 200),
        new("ruri_user", ColumnKind.Text, 100),
        new("ruri_domain", ColumnKind.Text, 150, IsOptional: true),
        new("from_user", ColumnKind.Text, 100),
        new("from_domain", ColumnKind.Text, 150, IsOptional: true),
        new("from_tag", ColumnKind.Text, 64),
        new("to_user", ColumnKind.Text, 100),
        new("to_domain", ColumnKind.Text, 150, IsOptional: true),
        new("to_tag", ColumnKind.Text, 64),
        new("pid_user", ColumnKind.Text, 100),
        new("contact_user", ColumnKind.Text, 120),
        new("auth_user", ColumnKind.Text, 120),
        new("callid", ColumnKind.Text, 120),
        new("callid_aleg", ColumnKind.Text, 120),
        new("via_1", ColumnKind.Text, 256),
        new("via_1_branch", ColumnKind.Text, 80),
        new("cseq", ColumnKind.Text, 25),
        new("diversion", ColumnKind.Text, 256),
        new("reason", ColumnKind.Text, 200),
        new("content_type", ColumnKind.Text, 256),
        new("auth", ColumnKind.Text, 256),
        new("user_agent", ColumnKind.Text, 256),
        new("source_ip", ColumnKind.Text, 60),
        new("source_port", ColumnKind.Integer),
        new("destination_ip", ColumnKind.Text, 60),
        new("destination_port", ColumnKind.Integer),
        new("contact_ip", ColumnKind.Text, 60),
        new("contact_port", ColumnKind.Integer),
        new("originator_ip", ColumnKind.Text, 60),
        new("originator_port", ColumnKind.Integer),
        new("correlation_id", ColumnKind.Text, 256, IsOptional: true),
        new("custom_field1", ColumnKind.Text, 120, IsOptional: true),
        new("custom_field2", ColumnKind.Text, 120, IsOptional: true),
        new("custom_field3", ColumnKind.Text, 120, IsOptional: true),
        new("proto", ColumnKind.Integer),
        new("family", ColumnKind.Integer),
        new("rtp_stat", ColumnKind.Text, 256),
        new("type", ColumnKind.Integer),
        new("node", ColumnKind.Text, 125),
        new("msg", ColumnKind.Text),
    ];

    private readonly TableColumn[] _columns = [.. Usual];

    /// <summary>Renames a column.</summary>
    public void Rename(CaptureColumn column, string name) => _columns[(int)column] = _columns[(int)column] with { Name = name };

    /// <summary>The table for the store.</summary>
    public TableLayout ToLayout()
    {
        (string, CaptureColumn)[] indexes =
        [
            ("ruri_user_idx", CaptureColumn.RequestUser), ("from_user_idx", CaptureColumn.FromUser), ("to_user_idx", CaptureColumn.ToUser),
            ("pid_user_idx", CaptureColumn.IdentityUser), ("auth_user_idx", CaptureColumn.AuthUser), ("callid_aleg_idx", CaptureColumn.CallIdALeg),
            ("date_idx", CaptureColumn.Date), ("callid_idx", CaptureColumn.CallId),
        ];
        return new TableLayout(_columns, version: 0, [.. indexes.Select(index => (index.Item1, _columns[(int)index.Item2].Name))]) { TimeColumn = (int)CaptureColumn.Date };
    }
}
