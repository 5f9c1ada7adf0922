using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Websocket;

/// <summary>A connection that is over.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Remote">The peer.</param>
/// <param name="Local">Our end.</param>
/// <param name="Protocol">WS or WSS.</param>
/// <param name="Listener">The listener it came in by.</param>
/// <param name="At">Milliseconds of the process clock when it ended.</param>
internal readonly record struct EndedLink(long Id, HostEndPoint Remote, HostEndPoint Local, TransportProtocol Protocol, ListenSocket Listener, long At);
