using Signalbox.Engine.Catalog;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>A listener as scripts name it: <c>[proto:]host[:port]</c>.</summary>
/// <param name="Protocol">Transport, None = any.</param>
/// <param name="Local">Address; port 0 = any.</param>
internal sealed record SocketAddress(TransportProtocol Protocol, HostEndPoint Local) : IScriptArgument<SocketAddress>
{
    /// <inheritdoc />
    public static bool TryParse(string text, out SocketAddress value, out string error)
    {
        var ok = TryParse(Latin1.ToBytes(text), out var parsed);
        value = parsed!;
        error = ok ? string.Empty : $"'{text}' is not [proto:]address[:port]";
        return ok;
    }

    /// <summary>Reads bytes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out SocketAddress? value)
    {
        value = null;
        var protocol = TransportProtocol.None;
        var colon = text.IndexOf((byte)':');
        if (colon > 0 && TransportProtocols.TryParse(text[..colon], out protocol))
            text = text[(colon + 1)..];

        var port = 0L;
        var end = text.LastIndexOf((byte)':');
        var bracket = text.LastIndexOf((byte)']');
        if (end > bracket && text[..end].IndexOf((byte)':') < 0 | bracket > 0)
        {
            if (!IntegerText.TryParse(text[(end + 1)..], out port) || port is < 1 or > 65535)
                return false;

            text = text[..end];
        }

        if (!HostEndPoint.TryParseAddress(text, (int)port, out var local))
            return false;

        value = new SocketAddress(protocol, local);
        return true;
    }

    /// <summary>The listener of that address, or null.</summary>
    public ListenSocket? Find(ITransportTable transports)
    {
        foreach (var socket in transports.Sockets)
        {
            if ((Protocol == TransportProtocol.None || socket.Protocol == Protocol)
                && socket.Local.SameAddress(Local)
                && (Local.Port == 0 || socket.Local.Port == Local.Port))
                return socket;
        }

        return null;
    }
}
