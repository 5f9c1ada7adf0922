using Signalbox.Engine.Buffers;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Diagnostics;

/// <summary>What stands before each log line that is written while a message is handled (log_prefix).</summary>
public interface ILogPrefix
{
    /// <summary>Writes the prefix for a message; never throws.</summary>
    void Write(RoutingContext context, ByteWriter output);
}
