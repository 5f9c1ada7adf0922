using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>The twelve columns of <c>rtcp_capture</c>, <c>report_capture</c> and <c>logs_capture</c>.</summary>
internal static class ReportColumns
{
    /// <summary>Position of the time.</summary>
    public const int Date = 0;

    /// <summary>Position of the microseconds since 1970.</summary>
    public const int Microseconds = 1;

    /// <summary>Position of the correlation id.</summary>
    public const int CorrelationId = 2;

    /// <summary>Position of the source address.</summary>
    public const int SourceIp = 3;

    /// <summary>Position of the source port.</summary>
    public const int SourcePort = 4;

    /// <summary>Position of the destination address.</summary>
    public const int DestinationIp = 5;

    /// <summary>Position of the destination port.</summary>
    public const int DestinationPort = 6;

    /// <summary>Position of the transport number.</summary>
    public const int Protocol = 7;

    /// <summary>Position of the address family.</summary>
    public const int Family = 8;

    /// <summary>Position of the type.</summary>
    public const int Type = 9;

    /// <summary>Position of the node.</summary>
    public const int Node = 10;

    /// <summary>Position of the payload.</summary>
    public const int Message = 11;

    /// <summary>The table.</summary>
    public static TableLayout Layout { get; } = new(
        [
            new("date", ColumnKind.Timestamp), new("micro_ts", ColumnKind.Integer), new("correlation_id", ColumnKind.Text, 256),
            new("source_ip", ColumnKind.Text, 60), new("source_port", ColumnKind.Integer), new("destination_ip", ColumnKind.Text, 60),
            new("destination_port", ColumnKind.Integer), new("proto", ColumnKind.Integer), new("family", ColumnKind.Integer),
            new("type", ColumnKind.Integer), new("node", ColumnKind.Text, 125), new("msg", ColumnKind.Text),
        ],
        version: 0,
        [("date_idx", "date"), ("correlation_id_idx", "correlation_id")])
        {
            TimeColumn = Date,
        };
}
