using Signalbox.Engine.Buffers;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Pv.Api;

namespace Signalbox.Modules.Corex;

/// <summary>What the Via of a request gets: the number of the server, the fields of an xavp. Made once per choice, shared by messages.</summary>
/// <param name="serverId">server_id; 0 = not written.</param>
/// <param name="root">Name of the xavp; empty = none.</param>
/// <param name="values">Reads it; null without pv.</param>
internal sealed class ViaAdditions(int serverId, string root, IStructuredValues? values) : IOwnVia
{
    /// <summary>True when the number of the server is written.</summary>
    public bool HasServer => serverId != 0;

    /// <summary>True when an xavp is written.</summary>
    public bool HasValues => root.Length > 0;

    /// <inheritdoc />
    public void WriteParameters(RoutingContext context, ByteWriter output)
    {
        if (HasServer)
        {
            output.Write(";srvid="u8);
            output.Write((long)serverId);
        }

        if (HasValues)
            values?.WriteParameters(context, root, output);
    }
}
