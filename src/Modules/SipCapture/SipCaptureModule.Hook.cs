using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>What happens to datagrams and to frames of streams.</summary>
internal sealed partial class SipCaptureModule
{
    /// <inheritdoc />
    public bool Received(WorkerState worker, ReadOnlySpan<byte> bytes, in ReceivedFrom from)
    {
        if (HepReader.Version(bytes) == 0)
            return false;

        if (NonSipHook)
            return RunHook(worker, bytes, from);

        // As in the peer, streams are for SIP unless a route was made for HEP.
        if (from.Protocol.IsStream() && !(_hasHepPath && _acceptsStreams))
            return false;

        if (!HepCaptureOn)
        {
            Refuse("HEP is not enabled", from);
            return true;
        }

        var packet = CapturedPacket.Of(worker);
        if (packet.Set(bytes, from) != HepError.None)
            Refuse(packet.Error.ToString(), from);
        else if (IsWelcome(packet, from))
            Take(worker, packet, from);

        return true;
    }

    /// <inheritdoc />
    public bool Unparsable(WorkerState worker, ReadOnlySpan<byte> bytes, in ReceivedFrom from) => NonSipHook && RunHook(worker, bytes, from);

    private static void Attach(RoutingContext context, object? packet) => context.Items.Set(Packet, (CapturedPacket)packet!);

    // As in the peer, HEP 3 says UDP or TCP and nothing else; the older versions also say TLS.
    private static TransportProtocol TransportOf(in HepPacket header) =>
        header.Version != 3 || header.Transport is TransportProtocol.Udp or TransportProtocol.Tcp ? header.Transport : TransportProtocol.None;

    private bool RunHook(WorkerState worker, ReadOnlySpan<byte> bytes, in ReceivedFrom from)
    {
        if (worker.Pinned is null)
            return false;

        var packet = CapturedPacket.Of(worker);
        packet.Set(bytes, from);
        if (packet.IsDecoded && !IsWelcome(packet, from))
            return true;

        var result = Show(worker, packet, from);
        if (result.Drop || result.Exit || result.Code <= 0)
            return true;

        if (!packet.IsDecoded)
            Refuse(packet.Error.ToString(), from);
        else if (from.Protocol.IsStream() && !_acceptsStreams)
            Refuse("tcp_accept_hep3 is off: only the event route sees HEP on streams", from);
        else
            Accept(worker, packet, from, from.Local);

        return true;
    }

    // The packet is no SIP message: what a route wants of it are its bytes.
    private RouteResult Show(WorkerState worker, CapturedPacket packet, in ReceivedFrom from)
    {
        var context = RentFor(worker, packet, from);
        var result = PacketReceived.Run(context);
        worker.Return(context);
        return result;
    }

    private RoutingContext RentFor(WorkerState worker, CapturedPacket packet, in ReceivedFrom from)
    {
        var context = worker.Rent();
        context.Snapshot = worker.Pinned!;
        context.Received = from;
        context.Message.TryParse(packet.Buffer, packet.Length);
        context.Items.Set(Packet, packet);
        return context;
    }

    private bool IsWelcome(CapturedPacket packet, in ReceivedFrom from)
    {
        if (_authKey.Length == 0 || CryptographicOperations.FixedTimeEquals(packet.AuthKey, _authKey))
            return true;

        RefusedSenders.Increment();
        Refuse("the authentication key is missing or wrong", from);
        return false;
    }

    /// <summary>Hands the captured message to its route, or stores it.</summary>
    /// <param name="local">The local address that the route sees.</param>
    private void Accept(WorkerState worker, CapturedPacket packet, in ReceivedFrom from, in HostEndPoint local)
    {
        if (!packet.TryTakeMessage())
        {
            Refuse("compressed payload does not inflate", from);
            return;
        }

        var header = packet.Header;
        var captured = new ReceivedFrom
        {
            Socket = from.Socket, Remote = header.Source, Local = local, Protocol = TransportOf(header),
            UtcTicks = header.HasTime ? header.UtcTicks : from.UtcTicks, IsCaptured = true,
        };
        if (header.Version == 3 && ReportTarget.Of(header.PayloadType) is { } target)
            StoreReport(packet, captured, target);
        else if (_hepPath == HepPath.Store)
            StoreUnseen(worker, packet, captured);
        else if (!_input.ProcessCaptured(worker, packet.Message, packet.MessageLength, captured, Attach, packet))
            Refuse("payload is no SIP message", from);
    }

    private void Refuse(string reason, in ReceivedFrom from)
    {
        BadPackets.Increment();
        if (_log.IsEnabled(LogLevel.Debug))
            _log.LogDebug("HEP packet from {Address} not used: {Reason}", from.Remote, reason);
    }
}
