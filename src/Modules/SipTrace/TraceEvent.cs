using Signalbox.Engine.Transport;

namespace Signalbox.Modules.SipTrace;

/// <summary>The message that <c>event_route[siptrace:msg]</c> is about.</summary>
internal sealed class TraceEvent
{
    /// <summary>Transport.</summary>
    public TransportProtocol Protocol { get; set; }

    /// <summary>Sender.</summary>
    public HostEndPoint Source { get; set; }

    /// <summary>Receiver.</summary>
    public HostEndPoint Destination { get; set; }

    /// <summary>True when we sent it.</summary>
    public bool IsOutgoing { get; set; }
}
