using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Hep.Api;

namespace Signalbox.Modules.SipCapture;

/// <summary>Reading, changing and sending on the packet itself.</summary>
internal sealed partial class SipCaptureModule
{
    /// <summary>Sets a chunk of the packet.</summary>
    [Function("hep_set", Routes = RouteKinds.Any, Summary = "Sets a chunk of the HEP 3 packet: number or name, data, type of the data when the chunk does not tell it, vendor id. The time cannot be set.")]
    public ReturnCode SetChunk(RoutingContext context, HepChunkName chunk, ScriptValue data, HepDataType? type = null, int vendor = 0)
    {
        if (context.Items.Get(Packet) is not { } packet || HepReader.Version(packet.Bytes) != 3 || chunk.IsFixed || vendor is < 0 or > ushort.MaxValue)
            return ReturnCode.False;

        var octets = context.Worker.RentWriter();
        var target = context.Worker.RentWriter();
        var isSet = chunk.IsAddress && vendor == 0
            ? TrySetAddress(packet, chunk, data, octets, target)
            : HepChunkData.TryWrite(octets, KindOf(chunk, type, vendor), chunk.Number, data) && TrySet(packet, vendor, chunk.Number, octets.Written, target);
        context.Worker.Return(target);
        context.Worker.Return(octets);
        return ReturnCode.Of(isSet);
    }

    /// <summary>Reads a chunk of the packet.</summary>
    [Function("hep_get", Routes = RouteKinds.Any, Surface = Surfaces.Cfg, Summary = "Reads a chunk of the HEP 3 packet into a variable, and its vendor id into another.")]
    public ReturnCode GetChunk(RoutingContext context, HepChunkName chunk, HepDataType type, [Assigned] VariableReference? data = null, [Assigned] VariableReference? vendor = null)
    {
        if (context.Items.Get(Packet) is not { } packet || !TryFind(packet, chunk, out var found))
            return ReturnCode.False;

        var kind = type.Kind != HepDataKind.OfChunk ? type.Kind : found.Vendor == 0 ? HepChunkData.KindOf(found.Type) : HepDataKind.Text;
        var value = HepChunkData.Read(packet.Buffer, found, kind, isNamed: type.Kind == HepDataKind.OfChunk);
        if (!value.IsDefined)
            return ReturnCode.False;

        data?.Write(context, value);
        vendor?.Write(context, ScriptValue.Of(found.Vendor));
        return ReturnCode.True;
    }

    /// <summary>Takes a chunk out of the packet.</summary>
    [Function("hep_del", Routes = RouteKinds.Any, Summary = "Takes a chunk out of the HEP 3 packet.")]
    public ReturnCode DeleteChunk(RoutingContext context, HepChunkName chunk)
    {
        if (context.Items.Get(Packet) is not { } packet)
            return ReturnCode.False;

        var target = context.Worker.RentWriter();
        var isGone = HepEditor.TryDelete(target, packet.Bytes, chunk.Number);
        if (isGone)
            packet.Replace(target.Written);

        context.Worker.Return(target);
        return ReturnCode.Of(isGone);
    }

    /// <summary>Sends the packet to the next collector.</summary>
    [Function("hep_relay", Routes = RouteKinds.Any, Answers = true, Summary = "Sends the HEP packet to $du unchanged but for what hep_set() and hep_del() did: UDP for any version, TCP and TLS for HEP 3.")]
    public ReturnCode Relay(RoutingContext context)
    {
        if (context.Items.Get(Packet) is not { } packet || !context.DestinationUri.IsSet)
            return ReturnCode.False;

        return ReturnCode.Of(SendTo(context, context.DestinationUri.Span, packet.Bytes));
    }

    /// <summary>Goes on with the captured message.</summary>
    [Function("hep_resume_sip", Routes = RouteKinds.Any, Answers = true, Summary = "Ends the route of hep_route and runs request_route or reply_route on the captured message.")]
    public ReturnCode Resume(RoutingContext context)
    {
        if (context.Items.Get(Packet) is not { IsAccepted: false } packet)
            return ReturnCode.False;

        packet.IsResumed = true;
        return ReturnCode.Stop;
    }

    /// <summary>Where the packet came from.</summary>
    [PseudoVariable("hep_net", Inner = InnerName.Literal, Parser = nameof(ParseHepNetName), Summary = "From where the capture packet came: proto_family, proto_id, src_ip, dst_ip, src_port or dst_port.")]
    public ScriptValue ReadHepNet(RoutingContext context, in VariableKey key) => HepNetVariable.Read(context.Items.Get(Packet), (string)key.Parsed!);

    /// <summary>Version of the packet.</summary>
    [PseudoVariable("HEPVERSION", Summary = "Version of the capture packet: 1, 2 or 3.")]
    public ScriptValue ReadHepVersion(RoutingContext context) =>
        context.Items.Get(Packet) is { } packet && HepReader.Version(packet.Bytes) is var version and > 0 ? ScriptValue.Of(version) : ScriptValue.Undefined;

    /// <summary>Checks the name in <c>$hep_net(name)</c>.</summary>
    internal static object? ParseHepNetName(string inner, out string? error)
    {
        error = Array.IndexOf(HepNetVariable.Names, inner) >= 0 ? null : $"unknown name '{inner}'; expected one of {string.Join(", ", HepNetVariable.Names)}";
        return error is null ? inner : null;
    }

    private static HepDataKind KindOf(HepChunkName chunk, HepDataType? type, int vendor)
    {
        if (vendor == 0 && HepChunkData.KindOf(chunk.Number) is var known and not HepDataKind.Text)
            return known;

        return type is null || type.Kind == HepDataKind.OfChunk ? HepDataKind.Text : type.Kind;
    }

    private static bool TryFind(CapturedPacket packet, HepChunkName chunk, out HepChunk found) =>
        HepChunkReader.TryFind(packet.Bytes, -1, chunk.Number, out found)
        || (chunk.IsAddress && HepChunkReader.TryFind(packet.Bytes, 0, chunk.IsSource ? HepChunkType.SourceV6 : HepChunkType.DestinationV6, out found));

    // The family chunk follows the address, and the one of the other family goes.
    private static bool TrySetAddress(CapturedPacket packet, HepChunkName chunk, in ScriptValue data, Engine.Buffers.ByteWriter octets, Engine.Buffers.ByteWriter target)
    {
        data.WriteTo(octets);
        if (!HostEndPoint.TryParseAddress(octets.Written, 0, out var address))
            return false;

        var (v4, v6) = chunk.IsSource ? (HepChunkType.SourceV4, HepChunkType.SourceV6) : (HepChunkType.DestinationV4, HepChunkType.DestinationV6);
        Span<byte> bytes = stackalloc byte[16];
        if (!TrySet(packet, 0, address.IsV6 ? v6 : v4, bytes[..address.WriteAddress(bytes)], target))
            return false;

        if (HepEditor.TryDelete(target, packet.Bytes, address.IsV6 ? v4 : v6))
            packet.Replace(target.Written);

        return TrySet(packet, 0, HepChunkType.Family, [(byte)address.Family], target);
    }

    private static bool TrySet(CapturedPacket packet, int vendor, int type, ReadOnlySpan<byte> data, Engine.Buffers.ByteWriter target)
    {
        if (!HepEditor.TrySet(target, packet.Bytes, vendor, type, data))
            return false;

        packet.Replace(target.Written);
        return true;
    }

    private bool SendTo(RoutingContext context, ReadOnlySpan<byte> uri, ReadOnlySpan<byte> bytes)
    {
        if (_resolver.Resolve(context, uri, out var destination) != SendStatus.Sent)
            return false;

        // A stream has no other frames than those of HEP 3; SIP goes by the connections of SIP.
        if (destination.Protocol.IsStream() && HepReader.Version(bytes) is var version and > 0)
            return version == 3 && _senders.TrySend(destination, bytes, _tls, _log);

        return _sender.SendUntapped(context.Worker, destination, bytes) == SendStatus.Sent;
    }
}
