using System.Security.Cryptography;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <summary>Writes a request made here, headers in the order of the peer; the own Via is put in when it is sent.</summary>
internal static class LocalRequestWriter
{
    private const int MaxForwards = 70;
    private const int TagDigits = 16;
    private const int CallIdDigits = 32;

    /// <summary>The User-Agent line with CRLF, as <see cref="Engine.Routing.ServerLine"/>.</summary>
    public static byte[] UserAgentLine(CoreSettings settings)
    {
        if (!settings.ServerSignature)
            return [];

        var line = settings.UserAgentHeader.Length > 0 ? settings.UserAgentHeader : $"User-Agent: {ServerInfo.Signature}";
        return Latin1.ToBytes($"{line}\r\n");
    }

    /// <summary>Appends the request to <paramref name="output"/>.</summary>
    public static void Write(LocalRequest request, ReadOnlySpan<byte> userAgentLine, ByteWriter output)
    {
        output.Write(request.Method);
        output.Write((byte)' ');
        output.Write(request.RequestUri);
        output.Write(" SIP/2.0\r\nTo: "u8);
        output.Write(request.To);
        output.Write("\r\nFrom: "u8);
        output.Write(request.From);
        WriteTag(request, output);
        output.Write("\r\nCSeq: "u8);
        output.Write((long)request.CSeq);
        output.Write((byte)' ');
        output.Write(request.Method);
        output.Write("\r\nCall-ID: "u8);
        WriteCallId(request, output);
        output.Write("\r\n"u8);
        if (!Has(request.Headers, "Max-Forwards"u8))
        {
            output.Write("Max-Forwards: "u8);
            output.Write((long)MaxForwards);
            output.Write("\r\n"u8);
        }

        output.Write("Content-Length: "u8);
        output.Write((long)request.Body.Length);
        output.Write("\r\n"u8);
        if (!Has(request.Headers, "User-Agent"u8))
            output.Write(userAgentLine);

        output.Write(request.Headers);
        output.Write("\r\n"u8);
        output.Write(request.Body);
    }

    /// <summary>True when some line begins with that name.</summary>
    public static bool Has(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name)
    {
        while (!headers.IsEmpty)
        {
            var colon = headers.IndexOf((byte)':');
            if (colon >= 0 && Latin1.EqualsIgnoreCase(headers[..colon].TrimEnd(" \t"u8), name))
                return true;

            var end = headers.IndexOf((byte)'\n');
            headers = end < 0 ? default : headers[(end + 1)..];
        }

        return false;
    }

    private static void WriteTag(LocalRequest request, ByteWriter output)
    {
        if (NameAddressParser.TryParse(request.From, 0, out var from) && !from.Tag.IsEmpty)
            return;

        output.Write(";tag="u8);
        output.Write(RandomNumberGenerator.GetHexString(TagDigits, lowercase: true));
    }

    private static void WriteCallId(LocalRequest request, ByteWriter output)
    {
        if (request.CallId.Length > 0)
            output.Write(request.CallId);
        else
            output.Write(RandomNumberGenerator.GetHexString(CallIdDigits, lowercase: true));
    }
}
