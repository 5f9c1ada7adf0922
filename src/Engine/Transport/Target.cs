namespace Signalbox.Engine.Transport;

/// <summary>One address of a target.</summary>
/// <param name="Protocol">Transport to use.</param>
/// <param name="Remote">Address and port.</param>
/// <param name="Priority">Priority of its SRV record, counted over all transports; 0 when there is none.</param>
/// <param name="Weight">Weight of its SRV record.</param>
internal readonly record struct Target(TransportProtocol Protocol, HostEndPoint Remote, int Priority, int Weight);
