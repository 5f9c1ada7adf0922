namespace Signalbox.Modules.SipCapture;

/// <summary>Values of the parameter <c>report_arguments</c>.</summary>
internal static class ReportOrder
{
    /// <summary>Table, correlation id, data.</summary>
    public const string Kamailio = "kamailio";

    /// <summary>Correlation id, table, proto_type.</summary>
    public const string OpenSips = "opensips";
}
