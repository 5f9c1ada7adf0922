using Signalbox.Engine.Buffers;

namespace Signalbox.Engine.Routing;

/// <summary>What a module adds to the Via that this server puts on a request; asked once for each copy that is written.</summary>
public interface IOwnVia
{
    /// <summary>Writes <c>host:port</c> of the Via.</summary>
    /// <param name="context">The request.</param>
    /// <param name="socket">The listener that it leaves by.</param>
    /// <param name="output">Gets the text.</param>
    /// <returns>False when the address of the listener, or what it advertises, stands there; nothing is written then.</returns>
    bool TryWriteAddress(RoutingContext context, Transport.ListenSocket socket, ByteWriter output) => false;

    /// <summary>Writes further parameters, each with its semicolon.</summary>
    void WriteParameters(RoutingContext context, ByteWriter output);
}
