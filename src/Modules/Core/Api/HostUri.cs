using Signalbox.Engine.Buffers;

namespace Signalbox.Modules.Core.Api;

/// <summary>Writes the URI of a host that a script names apart from its port and transport: <c>sip:host[:port][;transport=name]</c>.</summary>
internal static class HostUri
{
    /// <summary>Begins; the host is written by the caller next.</summary>
    public static void Begin(ByteWriter output) => output.Write("sip:"u8);

    /// <summary>Ends what <see cref="Begin"/> began.</summary>
    /// <param name="output">Gets the rest.</param>
    /// <param name="port">Port; 0 or less = none.</param>
    /// <param name="transport">Name of the transport; empty = none.</param>
    public static void End(ByteWriter output, long port, ReadOnlySpan<char> transport)
    {
        if (port > 0)
        {
            output.Write((byte)':');
            output.Write(port);
        }

        if (transport.IsEmpty)
            return;

        output.Write(";transport="u8);
        output.Write(transport);
    }
}
