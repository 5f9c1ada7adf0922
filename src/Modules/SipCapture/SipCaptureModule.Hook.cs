using Microsoft.Extensions.Logging;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>What happens to datagrams.</summary>
internal sealed partial class SipCaptureModule
{
    /// <inheritdoc />
    public bool Received(WorkerState worker, ReadOnlySpan<byte> bytes, in ReceivedFrom from)
    {
        var version = HepReader.Version(bytes);
        if (version == 0)
            return false;

        if (NonSipHook)
            return RunHook(worker, bytes, from);

        var packet = CapturedPacket.Of(worker);
        var error = HepCaptureOn ? packet.Set(bytes) : HepError.None;
        if (!HepCaptureOn || error != HepError.None)
        {
            Refuse(HepCaptureOn ? error.ToString() : "HEP is not enabled", from);
            return true;
        }

        Accept(worker, packet, from);
        return true;
    }

    /// <inheritdoc />
    public bool Unparsable(WorkerState worker, ReadOnlySpan<byte> bytes, in ReceivedFrom from) => NonSipHook && RunHook(worker, bytes, from);

    private bool RunHook(WorkerState worker, ReadOnlySpan<byte> bytes, in ReceivedFrom from)
    {
        if (worker.Pinned is not { } snapshot)
            return false;

        var packet = CapturedPacket.Of(worker);
        var error = packet.Set(bytes);
        var context = worker.Rent();
        context.Snapshot = snapshot;
        context.Received = from;

        // The packet is no SIP message: what is wanted of it are its bytes.
        context.Message.TryParse(packet.Buffer, packet.Length);
        context.Items.Set(Packet, packet);
        var result = PacketReceived.Run(context);
        worker.Return(context);
        if (result.Drop || result.Exit || result.Code <= 0)
            return true;

        if (error == HepError.None)
            Accept(worker, packet, from);
        else
            Refuse(error.ToString(), from);

        return true;
    }

    private void Accept(WorkerState worker, CapturedPacket packet, in ReceivedFrom from)
    {
        if (!packet.TryTakeMessage())
        {
            Refuse("compressed payload does not inflate", from);
            return;
        }

        var header = packet.Header;
        var captured = new ReceivedFrom
        {
            Socket = from.Socket, Remote = header.Source, Local = header.Destination, Protocol = TransportOf(header),
            UtcTicks = header.HasTime ? header.UtcTicks : from.UtcTicks, IsCaptured = true,
        };
        if (header.Version == 3 && ReportTarget.Of(header.PayloadType) is { } target)
        {
            StoreReport(packet, captured, target);
            return;
        }

        if (!_input.ProcessCaptured(worker, packet.Message, packet.MessageLength, captured, Attach, packet))
            Refuse("payload is no SIP message", from);
    }

    // As in the peer, HEP 3 says UDP or TCP and nothing else; the older versions also say TLS.
    private static TransportProtocol TransportOf(in HepPacket header) =>
        header.Version != 3 || header.Transport is TransportProtocol.Udp or TransportProtocol.Tcp ? header.Transport : TransportProtocol.None;

    private static void Attach(RoutingContext context, object? packet) => context.Items.Set(Packet, (CapturedPacket)packet!);

    private void StoreReport(CapturedPacket packet, in ReceivedFrom captured, ReportTarget target)
    {
        if (packet.CorrelationId.IsEmpty)
        {
            Refuse("no correlation id", captured);
            return;
        }

        // As in the peer, capture_on has no say here: no script asked for these rows.
        if (_default?.Writer is not { } writer || writer.Rent(ReportColumns.Layout, target.Table) is not { } row)
            return;

        ReportRow.Fill(row, new CaptureOrigin(captured, packet), _settings.Node, target.Type, packet.CorrelationId, packet.Message.AsSpan(0, packet.MessageLength));
        writer.Enqueue(row);
    }

    private void Refuse(string reason, in ReceivedFrom from)
    {
        BadPackets.Increment();
        if (_log.IsEnabled(LogLevel.Debug))
            _log.LogDebug("HEP packet from {Address} not used: {Reason}", from.Remote, reason);
    }
}
