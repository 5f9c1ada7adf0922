using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.SipTrace;

/// <summary>Parameters of the table and its columns.</summary>
internal sealed partial class SipTraceModule
{
    /// <summary>Form of the table.</summary>
    [Parameter("table_form", Default = "kamailio", Summary = "Table that auto_create makes: kamailio, with time_stamp and time_us, or openser, with date and without time_us, totag and correlation_id. A table that is there is taken by its columns.")]
    public string? SetTableForm(string text)
    {
        if (text is not ("kamailio" or "openser"))
            return $"found '{text}', expected kamailio or openser";

        _columns.Form = text == "openser" ? TraceTableForm.OpenSer : TraceTableForm.Kamailio;
        return null;
    }

    /// <summary>Name of a column.</summary>
    [Parameter("date_column", Default = "time_stamp", Summary = "Column of the time; date with table_form openser.")]
    public string DateColumn { set => _columns[TraceColumns.TimeStamp] = value; }

    /// <summary>Name of a column.</summary>
    [Parameter("callid_column", Default = "callid", Summary = "Column of the Call-ID.")]
    public string CallIdColumn { set => _columns[TraceColumns.CallId] = value; }

    /// <summary>Name of a column.</summary>
    [Parameter("traced_user_column", Default = "traced_user", Summary = "Column of the user.")]
    public string TracedUserColumn { set => _columns[TraceColumns.TracedUser] = value; }

    /// <summary>Name of a column.</summary>
    [Parameter("msg_column", Default = "msg", Summary = "Column of the message.")]
    public string MessageColumn { set => _columns[TraceColumns.Message] = value; }

    /// <summary>Name of a column.</summary>
    [Parameter("method_column", Default = "method", Summary = "Column of the method.")]
    public string MethodColumn { set => _columns[TraceColumns.Method] = value; }

    /// <summary>Name of a column.</summary>
    [Parameter("status_column", Default = "status", Summary = "Column of the status.")]
    public string StatusColumn { set => _columns[TraceColumns.Status] = value; }

    /// <summary>Name of a column.</summary>
    [Parameter("fromip_column", Default = "fromip", Summary = "Column of the sender.")]
    public string FromIpColumn { set => _columns[TraceColumns.FromIp] = value; }

    /// <summary>Name of a column.</summary>
    [Parameter("toip_column", Default = "toip", Summary = "Column of the receiver.")]
    public string ToIpColumn { set => _columns[TraceColumns.ToIp] = value; }

    /// <summary>Name of a column.</summary>
    [Parameter("fromtag_column", Default = "fromtag", Summary = "Column of the From tag.")]
    public string FromTagColumn { set => _columns[TraceColumns.FromTag] = value; }

    /// <summary>Name of a column.</summary>
    [Parameter("totag_column", Default = "totag", Summary = "Column of the To tag.")]
    public string ToTagColumn { set => _columns[TraceColumns.ToTag] = value; }

    /// <summary>Name of a column.</summary>
    [Parameter("correlation_column", Default = "correlation_id", Summary = "Column of the correlation id; written when the table has it, auto_create adds it.")]
    public string CorrelationIdColumn { set => _columns[TraceColumns.CorrelationId] = value; }

    /// <summary>Name of a column.</summary>
    [Parameter("direction_column", Default = "direction", Summary = "Column of the direction.")]
    public string DirectionColumn { set => _columns[TraceColumns.Direction] = value; }

    /// <summary>Column of the mark.</summary>
    [Parameter("mark_column", Summary = "Name of a text column that says 'retransmission' in rows of trace_mode and siptrace.start for bytes that went the same way before; without it there is none.")]
    public string MarkColumn { set => _columns.Mark = value; }
}
