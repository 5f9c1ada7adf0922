using Signalbox.Engine.Catalog;

namespace Signalbox.Engine.Configuration;

/// <content>How messages are received, answered and sent on.</content>
public sealed partial class CoreSettings
{
    /// <summary>event_route[core:msg-received] runs for each message.</summary>
    [Parameter("received_route_mode", Min = int.MinValue, Default = "0", Summary = "1 = event_route[core:msg-received] runs for each message before its routes; drop ends it.")]
    public int ReceivedRouteMode { get; set; }

    /// <summary>Own replies carry a Warning header.</summary>
    [Parameter("sip_warning", Default = "0", Summary = "Own replies carry a Warning header that tells how the request came in.")]
    public bool SipWarning { get; set; }

    /// <summary>The socket to send from is the one that the system's route to the target leads through.</summary>
    [Parameter("mhomed", Default = "0", Summary = "Requests leave from the socket on the address that the system's route to the target leads through.")]
    public bool MultiHomed { get; set; }

    /// <summary>Longest request that is sent over UDP; 0 = any.</summary>
    [Parameter("udp_mtu", Default = "0", Unit = "bytes", Summary = "Longer requests go over udp_mtu_try_proto instead of UDP; 0 = none do.", Min = 0, Max = 65535)]
    public int UdpMtu { get; set; }

    /// <summary>Transport of requests that are longer than <see cref="UdpMtu"/>: TCP, TLS; empty or UDP changes nothing.</summary>
    [Parameter("udp_mtu_try_proto", Forms = ParameterForms.Word, Choices = "UDP TCP TLS SCTP", Summary = "Transport of requests that are longer than udp_mtu.")]
    public string UdpMtuTryProtocol { get; set; } = string.Empty;
}
