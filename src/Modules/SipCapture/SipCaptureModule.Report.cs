using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>report_capture() with the arguments of Kamailio or those of OpenSIPS.</summary>
internal sealed partial class SipCaptureModule
{
    /// <summary>Order of the arguments.</summary>
    [Parameter("report_arguments", Default = "kamailio", Summary = "Arguments of report_capture(): kamailio for (table, correlation id, data), opensips for (correlation id, table, proto_type), where the table is rtcp_table_name unless it is given.")]
    public string ReportArguments { get; set; } = ReportOrder.Kamailio;

    /// <summary>Stores a report.</summary>
    [Function("report_capture", ConstantArguments = true, Routes = RouteKinds.Any, Kemi = "report_capture/1,report_capture_cid/2,report_capture_data/3", Answers = true, Summary = "Stores this message, or the data given, in a table of twelve columns; the correlation id is that of the HEP packet or the one given. report_arguments chooses the order of OpenSIPS: correlation id, table, value of the column type.")]
    public ReturnCode Report(RoutingContext context, [LeadingVariable] ScriptValue table, [LeadingVariable] ScriptValue correlationId = default, [LeadingVariable] ScriptValue data = default)
    {
        if (ReportArguments == ReportOrder.Kamailio)
            return ReturnCode.Of(StoreReport(context, table.ToText(), correlationId, data, type: null));

        // The order of OpenSIPS.
        if (!TryReadType(data, out var type))
            return ReturnCode.False;

        var name = correlationId.IsUndefinedOrEmpty ? DatedPattern.Format(RtcpTable, context.Received.UtcTicks) : correlationId.ToText();
        return ReturnCode.Of(StoreReport(context, name, table, default, type));
    }

    private static bool TryReadType(in ScriptValue text, out int? type)
    {
        type = null;
        if (text.IsUndefinedOrEmpty)
            return true;

        if (!text.TryToInteger(out var number) || number is < 0 or > byte.MaxValue)
            return false;

        type = (int)number;
        return true;
    }

    // Empty texts count as not given.
    private bool StoreReport(RoutingContext context, string table, in ScriptValue correlationId, in ScriptValue data, int? type)
    {
        if (!_on.IsOn || table.Length == 0 || _default!.Writer?.Rent(ReportColumns.Layout, table) is not { } row)
            return false;

        var packet = context.Items.Get(Packet);
        var correlation = context.Worker.RentWriter();
        var message = context.Worker.RentWriter();
        correlationId.WriteTo(correlation);
        if (correlation.Length == 0 && packet is { IsDecoded: true, IsAccepted: true })
            correlation.Write(packet.CorrelationId);

        data.WriteTo(message);
        if (message.Length == 0)
            message.Write(context.Message.Bytes);

        var kind = context.Message.HeaderCount == 0 ? 0 : context.Message.IsRequest ? 1 : 2;
        ReportRow.Fill(row, new CaptureOrigin(context.Received, packet), _settings.Node, type ?? kind, correlation.Written, message.Written);
        _default.Writer.Enqueue(row);
        context.Worker.Return(message);
        context.Worker.Return(correlation);
        return true;
    }
}
