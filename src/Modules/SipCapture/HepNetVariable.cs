using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipCapture;

/// <summary>Reads <c>$hep_net(name)</c>: from where, and where, the capture packet itself came.</summary>
internal static class HepNetVariable
{
    /// <summary>Names in parentheses.</summary>
    public static string[] Names { get; } = ["proto_family", "proto_id", "src_ip", "dst_ip", "src_port", "dst_port"];

    /// <summary>The value; undefined outside capture packets.</summary>
    public static ScriptValue Read(CapturedPacket? packet, string name)
    {
        if (packet is null)
            return ScriptValue.Undefined;

        var outer = packet.Outer;
        return name switch
        {
            "proto_family" => ScriptValue.Of(outer.Remote.IsV6 ? "AF_INET6" : "AF_INET"),
            "proto_id" => ScriptValue.Of(ProtocolName(outer.Protocol)),
            "src_ip" => ScriptValue.Of(outer.Remote.HostText()),
            "dst_ip" => ScriptValue.Of(outer.Local.HostText()),
            "src_port" => ScriptValue.Of(outer.Remote.Port),
            _ => ScriptValue.Of(outer.Local.Port),
        };
    }

    private static string ProtocolName(TransportProtocol protocol) => protocol switch
    {
        TransportProtocol.Tcp => "TCP",
        TransportProtocol.Tls => "TLS",
        TransportProtocol.Sctp => "SCTP",
        TransportProtocol.Ws => "WS",
        TransportProtocol.Wss => "WSS",
        _ => "UDP",
    };
}
