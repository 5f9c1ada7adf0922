using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Hep.Api;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>The ways of OpenSIPS: <c>hep_route</c> and <c>hep_store_no_script</c>.</summary>
internal sealed partial class SipCaptureModule
{
    private HepPath _hepPath;
    private bool _hasHepPath;

    /// <summary>Way of HEP packets.</summary>
    [Parameter("hep_route", Default = "sip", Summary = "Way of HEP packets: sip runs request_route on the message, none stores it and runs nothing, any other name is a route that gets the packet itself.")]
    public string HepRoute { get => _hepRoute; set => (_hepRoute, _hasHepPath) = (value, true); }

    /// <summary>True to store without a route.</summary>
    [Parameter("hep_store_no_script", Default = "0", Summary = "1 stores messages of HEP packets and runs no route, as hep_route none.")]
    public bool HepStoreNoScript { get; set; }

    private string _hepRoute = "sip";

    private void ValidateHepRoute(ModuleValidation validation)
    {
        _hasHepPath |= HepStoreNoScript;
        _hepPath = HepStoreNoScript || HepRoute == "none" ? HepPath.Store : HepRoute == "sip" ? HepPath.Sip : HepPath.Route;
        if (_hepPath == HepPath.Route && !validation.Routes.HasCalled(HepRoute))
            validation.Error("hep_route", $"there is no route[{HepRoute}]", "expected sip, none or the name of a route");

        if (_hasHepPath && NonSipHook)
            validation.Warn("hep_route", "with nonsip_hook, event_route[sipcapture:request] comes first and hep_route counts for the messages that it lets through");
    }

    private void Take(WorkerState worker, CapturedPacket packet, in ReceivedFrom from)
    {
        if (_hepPath != HepPath.Route || worker.Pinned is not { } snapshot)
        {
            Accept(worker, packet, from, packet.Header.Destination);
            return;
        }

        var context = RentFor(worker, packet, from);
        context.Route = RouteKinds.Request;
        snapshot.Routes.FindCalled(HepRoute, "sipcapture:hep")?.Run(context);
        worker.Return(context);
        if (packet is { IsResumed: true, IsDecoded: true })
            Accept(worker, packet, from, packet.Header.Destination);
    }

    private void StoreUnseen(WorkerState worker, CapturedPacket packet, in ReceivedFrom captured)
    {
        if (!_on.IsOn || _default is null || worker.Pinned is not { } snapshot)
            return;

        var context = worker.Rent();
        context.Snapshot = snapshot;
        context.Received = captured;
        context.Items.Set(Packet, packet);
        if (!context.Message.TryParse(packet.Message, packet.MessageLength) || !context.Message.HasRequired)
            Refuse("payload is no SIP message", captured);
        else if (!Store(context, _default, string.Empty, default))
            BadPackets.Increment();

        worker.Return(context);
    }

    private void StoreReport(CapturedPacket packet, in ReceivedFrom captured, ReportTarget target)
    {
        if (packet.CorrelationId.IsEmpty)
        {
            Refuse("no correlation id", captured);
            return;
        }

        // As in the peer, capture_on has no say here: no script asked for these rows.
        var table = target.Type == ReportTarget.RtcpType ? RtcpTable : target.Table;
        var origin = new CaptureOrigin(captured, packet);
        if (_default?.Writer is not { } writer || writer.Rent(ReportColumns.Layout, DatedPattern.Format(table, origin.UtcTicks)) is not { } row)
            return;

        ReportRow.Fill(row, origin, _settings.Node, target.Type, packet.CorrelationId, packet.Message.AsSpan(0, packet.MessageLength));
        writer.Enqueue(row);
    }
}
