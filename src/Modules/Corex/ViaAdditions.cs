using Signalbox.Engine.Buffers;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Pv.Api;

namespace Signalbox.Modules.Corex;

/// <summary>What the Via of a request gets: the number of the server, the fields of an xavp, another address. Made once per choice, shared by messages.</summary>
/// <param name="kind">What is chosen.</param>
/// <param name="texts">What is written.</param>
internal sealed class ViaAdditions(ViaKind kind, ViaTexts texts) : IOwnVia
{
    /// <summary>What is chosen.</summary>
    public ViaKind Kind => kind;

    /// <inheritdoc />
    public bool TryWriteAddress(RoutingContext context, ListenSocket socket, ByteWriter output)
    {
        if ((kind & ViaKind.Address) == ViaKind.None || texts.Values is not { } values || texts.AddressRoot.Length == 0)
            return false;

        var host = values.Newest(context, texts.AddressRoot, "address");
        var port = values.Newest(context, texts.AddressRoot, "port");
        if (host.TextLength == 0 && port.TextLength == 0)
            return false;

        if (host.TextLength > 0)
            host.WriteTo(output);
        else
            output.Write(socket.ViaHost);

        output.Write((byte)':');
        if (port.TextLength > 0)
            port.WriteTo(output);
        else
            output.Write((long)socket.ViaPort);

        return true;
    }

    /// <inheritdoc />
    public void WriteParameters(RoutingContext context, ByteWriter output)
    {
        if ((kind & ViaKind.Server) != ViaKind.None && texts.ServerId != 0)
        {
            output.Write(";srvid="u8);
            output.Write((long)texts.ServerId);
        }

        if ((kind & ViaKind.Parameters) != ViaKind.None && texts.ParametersRoot.Length > 0)
            texts.Values?.WriteParameters(context, texts.ParametersRoot, output);
    }
}
