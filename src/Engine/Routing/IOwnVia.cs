using Signalbox.Engine.Buffers;

namespace Signalbox.Engine.Routing;

/// <summary>What a module adds to the Via that this server puts on a request; asked once for each copy that is written.</summary>
public interface IOwnVia
{
    /// <summary>Writes further parameters, each with its semicolon.</summary>
    void WriteParameters(RoutingContext context, ByteWriter output);
}
