using Signalbox.Engine.Transport;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>Fills a row of the twelve-column tables.</summary>
internal static class ReportRow
{
    /// <summary>Fills all columns.</summary>
    public static void Fill(StoredRow row, in CaptureOrigin origin, ReadOnlySpan<byte> node, int type, ReadOnlySpan<byte> correlationId, ReadOnlySpan<byte> message)
    {
        var received = origin.Received;
        row.Set(ReportColumns.Date, origin.UtcTicks);
        row.Set(ReportColumns.Microseconds, origin.Microseconds);
        row.Set(ReportColumns.CorrelationId, correlationId);
        SetHost(row, ReportColumns.SourceIp, received.Remote);
        row.Set(ReportColumns.SourcePort, received.Remote.Port);
        SetHost(row, ReportColumns.DestinationIp, origin.Destination);
        row.Set(ReportColumns.DestinationPort, origin.Destination.Port);
        row.Set(ReportColumns.Protocol, (int)received.Protocol);
        row.Set(ReportColumns.Family, received.Remote.Family);
        row.Set(ReportColumns.Type, type);
        NodeColumn.Write(row, ReportColumns.Node, node, origin);
        row.Set(ReportColumns.Message, message);
    }

    private static void SetHost(StoredRow row, int column, in HostEndPoint endPoint)
    {
        endPoint.WriteHost(row.OpenText(column), brackets: false);
        row.CloseText(column);
    }
}
