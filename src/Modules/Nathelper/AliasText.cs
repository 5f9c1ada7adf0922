using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Nathelper;

/// <summary>The parameter <c>;alias=address~port~transport</c> that tells where a contact really is.</summary>
/// <param name="name">Name of the parameter.</param>
internal sealed class AliasText(string name)
{
    private const int GreatestPort = 65535;
    private readonly byte[] _start = Latin1.ToBytes($";{name}=");

    /// <summary>Writes the parameter with its semicolon.</summary>
    public void Write(in HostEndPoint address, TransportProtocol protocol, ByteWriter output)
    {
        output.Write(_start);
        address.WriteHost(output);
        output.Write((byte)'~');
        output.Write((long)address.Port);
        output.Write((byte)'~');
        output.Write((long)protocol);
    }

    /// <summary>Finds the parameter in URI parameters.</summary>
    /// <param name="parameters">From the first semicolon.</param>
    /// <param name="last">True for the last one of several, false for the first.</param>
    /// <param name="whole">The parameter with its semicolon; empty when there is none.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False when there is none with a tilde in it.</returns>
    public bool TryFind(ReadOnlySpan<byte> parameters, bool last, out TextRange whole, out TextRange value)
    {
        whole = value = default;
        for (var from = 0; from < parameters.Length;)
        {
            var at = parameters[from..].IndexOf(_start);
            if (at < 0)
                break;

            var start = from + at + _start.Length;
            var end = parameters[start..].IndexOf((byte)';');
            var length = end < 0 ? parameters.Length - start : end;
            if (parameters.Slice(start, length).Contains((byte)'~'))
            {
                whole = new TextRange(from + at, _start.Length + length);
                value = new TextRange(start, length);
                if (!last)
                    break;
            }

            from = start + length;
        }

        return !whole.IsEmpty;
    }

    /// <summary>Writes the URI that the value of the parameter stands for.</summary>
    /// <returns>False when it is not of the form; nothing is written then.</returns>
    public static bool TryWriteUri(ReadOnlySpan<byte> value, ByteWriter output)
    {
        var first = value.IndexOf((byte)'~');
        var last = value.LastIndexOf((byte)'~');
        if (first <= 0 || last <= first || !IsHost(value[..first]))
            return false;

        var port = value[(first + 1)..last];
        if (!SipChars.TryReadNumber(port, out var number) || number is < 1 or > GreatestPort)
            return false;

        if (!SipChars.TryReadNumber(value[(last + 1)..], out var protocol) || protocol is < 1 or > (int)TransportProtocol.Wss)
            return false;

        output.Write("sip:"u8);
        output.Write(value[..first]);
        output.Write((byte)':');
        output.Write(port);
        if ((TransportProtocol)protocol != TransportProtocol.Udp)
        {
            output.Write(";transport="u8);
            output.Write(((TransportProtocol)protocol).Name());
        }

        return true;
    }

    // What comes out of a message must stay a host, and not become parameters of the next hop.
    private static bool IsHost(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && c is not ((byte)'.' or (byte)'-' or (byte)':' or (byte)'[' or (byte)']'))
                return false;
        }

        return true;
    }
}
