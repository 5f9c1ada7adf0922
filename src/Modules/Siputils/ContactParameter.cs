using System.Buffers.Text;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Siputils;

/// <summary>A contact's address as a parameter of another: <c>sip:public;name=base64url</c>.</summary>
internal static class ContactParameter
{
    /// <summary>Writes it.</summary>
    public static void Encode(ReadOnlySpan<byte> uri, ReadOnlySpan<byte> name, ReadOnlySpan<byte> address, ByteWriter output)
    {
        output.Write(address);
        output.Write((byte)';');
        output.Write(name);
        output.Write((byte)'=');
        output.Write(Base64Url.EncodeToUtf8(uri));
    }

    /// <summary>Writes <c>address;name=host~port~transport</c> with the user of the URI in the address, which is a URI or a host; false when it is no SIP URI.</summary>
    public static bool TryEncodeAlias(ReadOnlySpan<byte> uri, ReadOnlySpan<byte> name, ReadOnlySpan<byte> address, ByteWriter output)
    {
        if (!SipUriParser.TryParse(uri, out var parts) || parts.Scheme is not (SipScheme.Sip or SipScheme.Sips))
            return false;

        var isSecure = parts.Scheme == SipScheme.Sips;
        output.Write(isSecure ? "sips:"u8 : "sip:"u8);
        if (!parts.User.IsEmpty)
        {
            output.Write(Of(uri, parts.User));
            output.Write((byte)'@');
        }

        output.Write(address[(address.IndexOf((byte)':') is 3 or 4 && SipUriParser.TryParse(address, out _) ? address.IndexOf((byte)':') + 1 : 0)..]);
        output.Write((byte)';');
        output.Write(name);
        output.Write((byte)'=');
        output.Write(Of(uri, parts.Host));
        output.Write((byte)'~');
        output.Write(parts.Port > 0 ? parts.Port : isSecure ? 5061L : 5060);
        output.Write((byte)'~');
        var protocol = TransportProtocols.TryParse(Of(uri, parts.Transport), out var named) ? named : isSecure ? TransportProtocol.Tls : TransportProtocol.Udp;
        output.Write((long)protocol);
        return true;
    }

    /// <summary>Writes the address in the parameter; false when there is none, or it is no URI.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> uri, ReadOnlySpan<byte> name, ByteWriter output)
    {
        if (!TryFind(uri, name, out _, out var value) || value.IsEmpty || !Base64Url.IsValid(Of(uri, value)))
            return false;

        var address = Base64Url.DecodeFromUtf8(Of(uri, value));
        output.Write(address);
        return SipUriParser.TryParse(address, out _);
    }

    /// <summary>Writes the URI without the parameter; false when there is none.</summary>
    public static bool TryRemove(ReadOnlySpan<byte> uri, ReadOnlySpan<byte> name, ByteWriter output)
    {
        if (!TryFind(uri, name, out var whole, out _))
            return false;

        // With the semicolon before it.
        output.Write(uri[..(whole.Start - 1)]);
        output.Write(uri[whole.End..]);
        return true;
    }

    private static bool TryFind(ReadOnlySpan<byte> uri, ReadOnlySpan<byte> name, out TextRange whole, out TextRange value)
    {
        whole = value = default;
        if (!SipUriParser.TryParse(uri, out var parts))
            return false;

        var text = Of(uri, parts.Parameters);
        var reader = new ParameterReader(text);
        while (reader.TryRead(out var parameter))
        {
            if (!Of(text, parameter.Name).SequenceEqual(name))
                continue;

            whole = parameter.Whole with { Start = parameter.Whole.Start + parts.Parameters.Start };
            value = parameter.Value with { Start = parameter.Value.Start + parts.Parameters.Start };
            return true;
        }

        return false;
    }

    private static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text, TextRange range) => text.Slice(range.Start, range.Length);
}
