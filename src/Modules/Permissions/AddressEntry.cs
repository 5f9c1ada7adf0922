using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Permissions;

/// <summary>A row of the table of addresses.</summary>
/// <param name="Group">Its group, 1 or more.</param>
/// <param name="Text">Address or host name as written.</param>
/// <param name="Address">The address; not set for a host name.</param>
/// <param name="Bits">Length of the prefix; all bits for one address.</param>
/// <param name="Port">Port; 0 = any.</param>
/// <param name="Tag">What goes into peer_tag_avp; empty = nothing.</param>
internal sealed record AddressEntry(int Group, string Text, HostEndPoint Address, int Bits, int Port, string Tag)
{
    /// <summary>True for a host name.</summary>
    public bool IsName => !Address.IsSet;

    /// <summary>True for a network of more than one address.</summary>
    public bool IsNetwork => Address.IsSet && Bits < Address.AddressBytes * 8;

    /// <summary>True when the port is allowed.</summary>
    public bool TakesPort(int port) => Port == 0 || port == 0 || Port == port;

    /// <summary>Reads what a row or line says.</summary>
    /// <returns>The entry, or null with what was found and what was expected.</returns>
    public static AddressEntry? Read(long group, string text, long bits, long port, string tag, out string error)
    {
        error = string.Empty;
        if (group is < 1 or > int.MaxValue)
            error = $"found group {group}, expected 1 or more";
        else if (port is < 0 or > 65535)
            error = $"found port {port}, expected 0 to 65535";
        else if (text.Length == 0)
            error = "found no address";

        if (error.Length > 0)
            return null;

        if (!HostEndPoint.TryParseAddress(Engine.Values.Latin1.ToBytes(text), 0, out var address))
            return new AddressEntry((int)group, text, default, 0, (int)port, tag);

        var width = address.AddressBytes * 8;
        if (bits >= 0 && bits <= width)
            return new AddressEntry((int)group, text, address, (int)bits, (int)port, tag);

        error = $"found prefix length {bits}, expected 0 to {width}";
        return null;
    }
}
