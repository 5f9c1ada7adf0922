using System.Net;
using System.Net.Sockets;
using Signalbox.Engine.Buffers;

namespace Signalbox.Engine.Transport;

/// <summary>An IP address and port as a value: no allocation to copy, compare or hash.</summary>
public readonly record struct HostEndPoint
{
    private readonly UInt128 _address;
    private readonly bool _isV6;
    private readonly ushort _port;

    /// <summary>An IPv4 (4 bytes) or IPv6 (16 bytes) address in network order, and a port.</summary>
    public HostEndPoint(ReadOnlySpan<byte> address, int port)
    {
        UInt128 value = 0;
        foreach (var b in address)
            value = (value << 8) | b;

        _address = value;
        _isV6 = address.Length == 16;
        _port = (ushort)port;
        IsSet = address.Length is 4 or 16;
    }

    /// <summary>False for the default value.</summary>
    public bool IsSet { get; }

    /// <summary>True for IPv6.</summary>
    public bool IsV6 => _isV6;

    /// <summary>Port, 0..65535.</summary>
    public int Port => _port;

    /// <summary>Linux address family number: 2 or 10.</summary>
    public int Family => _isV6 ? 10 : 2;

    /// <summary>4 or 16.</summary>
    public int AddressBytes => _isV6 ? 16 : 4;

    /// <summary>True for 0.0.0.0 and ::.</summary>
    public bool IsAny => _address == 0;

    /// <summary>The same address with another port.</summary>
    public HostEndPoint WithPort(int port)
    {
        Span<byte> bytes = stackalloc byte[16];
        return new HostEndPoint(bytes[..WriteAddress(bytes)], port);
    }

    /// <summary>True when the addresses are equal, whatever the ports.</summary>
    public bool SameAddress(in HostEndPoint other) => _address == other._address && _isV6 == other._isV6;

    /// <summary>True when the first bits of the addresses are equal and both are of one family.</summary>
    /// <param name="network">An address of the network.</param>
    /// <param name="bits">Length of the prefix, 0 to 32 or 128.</param>
    public bool IsIn(in HostEndPoint network, int bits)
    {
        var shift = (AddressBytes * 8) - bits;
        return _isV6 == network._isV6 && (shift >= 128 || _address >> shift == network._address >> shift);
    }

    /// <summary>Copies the address bytes in network order; returns 4 or 16.</summary>
    public int WriteAddress(Span<byte> destination)
    {
        var count = AddressBytes;
        var value = _address;
        for (var i = count - 1; i >= 0; i--)
        {
            destination[i] = (byte)value;
            value >>= 8;
        }

        return count;
    }

    /// <summary>Converts; an IPv4-mapped IPv6 address becomes IPv4.</summary>
    public static HostEndPoint From(IPEndPoint endPoint)
    {
        var address = endPoint.Address.IsIPv4MappedToIPv6 ? endPoint.Address.MapToIPv4() : endPoint.Address;
        return new HostEndPoint(address.GetAddressBytes(), endPoint.Port);
    }

    /// <summary>Reads a socket address of the kernel's layout.</summary>
    public static HostEndPoint From(SocketAddress address)
    {
        var raw = address.Buffer.Span;
        var port = (raw[2] << 8) | raw[3];
        return address.Family == AddressFamily.InterNetworkV6
            ? new HostEndPoint(raw.Slice(8, 16), port)
            : new HostEndPoint(raw.Slice(4, 4), port);
    }

    /// <summary>Fills a socket address of the right family.</summary>
    public void CopyTo(SocketAddress address)
    {
        var raw = address.Buffer.Span;
        raw[2] = (byte)(_port >> 8);
        raw[3] = (byte)_port;
        WriteAddress(raw[(_isV6 ? 8 : 4)..]);
    }

    /// <summary>Allocates a .NET end point.</summary>
    public IPEndPoint ToIPEndPoint()
    {
        Span<byte> bytes = stackalloc byte[16];
        return new IPEndPoint(new IPAddress(bytes[..WriteAddress(bytes)]), _port);
    }

    /// <summary>Reads an address without brackets, e.g. <c>192.0.2.1</c> or <c>2001:db8::1</c>, with or without brackets.</summary>
    public static bool TryParseAddress(ReadOnlySpan<byte> text, int port, out HostEndPoint endPoint)
    {
        endPoint = default;
        if (text.Length > 2 && text[0] == (byte)'[' && text[^1] == (byte)']')
            text = text[1..^1];

        if (TryParseV4(text, port, out endPoint))
            return true;

        if (text.IndexOf((byte)':') < 0 || text.Length > 45)
            return false;

        Span<char> chars = stackalloc char[45];
        for (var i = 0; i < text.Length; i++)
            chars[i] = (char)text[i];

        if (!IPAddress.TryParse(chars[..text.Length], out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6)
            return false;

        endPoint = new HostEndPoint(parsed.GetAddressBytes(), port);
        return true;
    }

    private static bool TryParseV4(ReadOnlySpan<byte> text, int port, out HostEndPoint endPoint)
    {
        endPoint = default;
        Span<byte> parts = stackalloc byte[4];
        var part = 0;
        var value = -1;
        foreach (var b in text)
        {
            if (b == (byte)'.' && value >= 0 && part < 3)
            {
                parts[part++] = (byte)value;
                value = -1;
            }
            else if (b is >= (byte)'0' and <= (byte)'9')
            {
                value = Math.Max(value, 0) * 10 + (b - '0');
                if (value > 255)
                    return false;
            }
            else
            {
                return false;
            }
        }

        if (part != 3 || value < 0)
            return false;

        parts[3] = (byte)value;
        endPoint = new HostEndPoint(parts, port);
        return true;
    }

    /// <summary>Writes the address alone: <c>192.0.2.1</c>, or for IPv6 with brackets when asked.</summary>
    public void WriteHost(ByteWriter writer, bool brackets = true)
    {
        Span<byte> bytes = stackalloc byte[16];
        WriteAddress(bytes);
        if (!_isV6)
        {
            writer.Write((long)bytes[0]);
            for (var i = 1; i < 4; i++)
            {
                writer.Write((byte)'.');
                writer.Write((long)bytes[i]);
            }

            return;
        }

        Span<byte> text = stackalloc byte[64];
        new IPAddress(bytes).TryFormat(text, out var count);
        if (brackets)
            writer.Write((byte)'[');
        writer.Write(text[..count]);
        if (brackets)
            writer.Write((byte)']');
    }

    /// <summary>Writes <c>host:port</c>, IPv6 in brackets.</summary>
    public void WriteTo(ByteWriter writer)
    {
        WriteHost(writer);
        writer.Write((byte)':');
        writer.Write((long)_port);
    }

    /// <summary>The address without port and brackets.</summary>
    public string HostText() => IsSet ? ToIPEndPoint().Address.ToString() : string.Empty;

    /// <inheritdoc />
    public override string ToString() => IsSet ? ToIPEndPoint().ToString() : "unset";
}
