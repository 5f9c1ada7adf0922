namespace Signalbox.Engine.Routing;

/// <summary>Names of the event routes of the core.</summary>
public static class CoreEvents
{
    /// <summary>A datagram came; needs <c>received_route_mode=1</c>.</summary>
    public const string MessageReceived = "core:msg-received";

    /// <summary>A datagram is no SIP message.</summary>
    public const string ParseError = "core:receive-parse-error";

    /// <summary>A message is about to be routed.</summary>
    public const string PreRouting = "core:pre-routing";

    /// <summary>What all of them begin with.</summary>
    public const string Prefix = "core:";
}
