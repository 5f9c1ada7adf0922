using Microsoft.Extensions.Logging;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Nathelper;

/// <content>Tests, and changes of SDP and of what registrar stores.</content>
internal sealed partial class NathelperModule
{
    private const RouteKinds Everywhere = RouteKinds.Request | RouteKinds.Reply | RouteKinds.OnReply | RouteKinds.Failure | RouteKinds.Branch | RouteKinds.BranchFailure | RouteKinds.Event;
    private const RouteKinds NotInFailure = Everywhere & ~RouteKinds.Failure & ~RouteKinds.BranchFailure;

    /// <summary>True when one of the tests hits.</summary>
    [Function("nat_uac_test", Routes = Everywhere, Summary = "True when one of the tests hits, added up: 1 private Contact, 2 Via host not the source, 4 private Via, 8 private SDP, 16 Via port not the source port, 32 private source, 64 WebSocket, 128 Contact port not the source port, 256 SDP not the source, 512 next hop elsewhere.")]
    public static ReturnCode Test(RoutingContext context, long tests) => ReturnCode.Of(NatInspector.Hits(context, (NatTests)tests));

    /// <summary>True for a private IPv4 address.</summary>
    [Function("is_rfc1918", Routes = RouteKinds.Any, Summary = "True for an IPv4 address that is private: RFC 1918, RFC 6598, 192.0.0.0/24.")]
    public static ReturnCode IsPrivate(RoutingContext context, ScriptValue ip)
    {
        using var text = new ValueBytes(context.Worker, ip);
        return ReturnCode.Of(PrivateAddress.Is(text.Span));
    }

    /// <summary>1; -1 without the parameter received_avp.</summary>
    [Function("fix_nated_register", Routes = RouteKinds.Request | RouteKinds.Event, Summary = "Puts the URI of the sender into the AVP received_avp, for save of registrar.")]
    public ReturnCode FixRegister(RoutingContext context)
    {
        if (_receivedAvp is not { } name)
        {
            _log.LogError("fix_nated_register: the parameter received_avp is not set, expected for example $avp(RECEIVED)");
            return ReturnCode.False;
        }

        var uri = context.Worker.RentWriter();
        WriteSource(context, uri);
        context.Avps.RemoveAll(name);
        context.Avps.Push(name, ScriptValue.Of(Latin1.ToText(uri.Written)));
        context.Worker.Return(uri);
        return ReturnCode.True;
    }

    /// <summary>1 an address was replaced, 2 none, -1 no SDP or no address.</summary>
    [Function("fix_nated_sdp", Kemi = "fix_nated_sdp/1,fix_nated_sdp_ip/2", Routes = Everywhere, Summary = "Changes the SDP, added up: 1 a=direction:active, 2 address of c=, 4 nortpproxy_str, 8 address of o=. The address is the sender's or the one given.")]
    public ReturnCode FixSdp(RoutingContext context, long flags, ScriptValue ip = default)
    {
        var address = context.Received.Remote;
        using var text = new ValueBytes(context.Worker, ip);
        if (!text.Span.IsEmpty && !HostEndPoint.TryParseAddress(text.Span, 0, out address))
        {
            _log.LogError("fix_nated_sdp: found \"{Text}\", expected an IP address", ShownText.Of(Latin1.ToText(text.Span)));
            return ReturnCode.False;
        }

        return _sdp.Fix(context, (SdpFixes)flags, address);
    }

    /// <summary>1; also without a Contact.</summary>
    [Function("add_rcv_param", Kemi = "add_rcv_param/1", Routes = RouteKinds.Request | RouteKinds.Event, Summary = "Adds ;received= with the URI of the sender to each Contact: as header parameter, with flag 1 as URI parameter.")]
    public static ReturnCode AddReceived(RoutingContext context, int flag = 0)
    {
        var uri = context.Worker.RentWriter();
        uri.Write(flag == 0 ? ";received=\""u8 : ";received="u8);
        WriteSource(context, uri);
        if (flag == 0)
            uri.Write((byte)'"');

        var reader = new NameAddressReader(context.Message, HeaderName.Contact);
        while (reader.TryRead(out var value))
        {
            if (value.IsValid && !value.Address.IsStar)
                context.Edits.InsertBefore(flag == 0 ? value.Address.Value.End : value.Address.Uri.End, uri.Written);
        }

        context.Worker.Return(uri);
        return ReturnCode.True;
    }

    /// <summary>Number of Record-Route addresses.</summary>
    [PseudoVariable("rr_count", Summary = "Number of Record-Route addresses.")]
    public static ScriptValue RecordRouteCount(RoutingContext context)
    {
        var count = 0;
        var reader = new NameAddressReader(context.Message, HeaderName.RecordRoute);
        while (reader.TryRead(out _))
            count++;

        return ScriptValue.Of(count);
    }

    /// <summary>Addresses that the topmost proxy added.</summary>
    [PseudoVariable("rr_top_count", Summary = "Record-Route addresses of the topmost proxy: 2 when its URI has r2=on, 1, or 0 without any.")]
    public static ScriptValue TopRecordRouteCount(RoutingContext context)
    {
        var reader = new NameAddressReader(context.Message, HeaderName.RecordRoute);
        if (!reader.TryRead(out var top))
            return ScriptValue.Of(0);

        var isDouble = top.IsValid && Engine.Parsing.SipUriParser.TryParse(context.Message.Span(top.Address.Uri), out var uri) && uri.IsDouble;
        return ScriptValue.Of(isDouble ? 2 : 1);
    }

    private static void WriteSource(RoutingContext context, Engine.Buffers.ByteWriter output)
    {
        output.Write("sip:"u8);
        context.Received.Remote.WriteTo(output);
        if (context.Received.Protocol == TransportProtocol.Udp)
            return;

        output.Write(";transport="u8);
        output.Write(context.Received.Protocol.UriName());
    }
}
