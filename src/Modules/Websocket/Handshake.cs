using System.Security.Cryptography;
using System.Text;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Websocket;

/// <summary>What a request for an upgrade says (RFC 6455 §4.2.1).</summary>
internal readonly ref struct Handshake
{
    private const string Version = "13";

    /// <summary>Reads the headers.</summary>
    public Handshake(RoutingContext context)
    {
        Key = Find(context, "Sec-WebSocket-Key"u8);
        Origin = Find(context, "Origin"u8);
        var version = Find(context, "Sec-WebSocket-Version"u8);
        HasOtherVersion = !version.IsEmpty && !Latin1.Equals(version, Version);
        HasAll = !Key.IsEmpty
            && !version.IsEmpty
            && Has(Find(context, "Upgrade"u8), "websocket"u8)
            && Has(Find(context, "Connection"u8), "upgrade"u8)
            && Has(Find(context, "Sec-WebSocket-Protocol"u8), "sip"u8);
    }

    /// <summary>The key of the client; empty when it is missing.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>Where the page of the client came from; empty when it is missing.</summary>
    public ReadOnlySpan<byte> Origin { get; }

    /// <summary>True when a version other than 13 is asked for.</summary>
    public bool HasOtherVersion { get; }

    /// <summary>True when all headers are there and say what they must.</summary>
    public bool HasAll { get; }

    /// <summary>The answer to a key (RFC 6455 §4.2.2): base64 of a SHA-1 hash, which is no secret.</summary>
    public static byte[] Accept(ReadOnlySpan<byte> key)
    {
        byte[] text = [.. key, .. "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8];
#pragma warning disable CA5350 // The protocol asks for SHA-1; it protects nothing.
        return Encoding.ASCII.GetBytes(Convert.ToBase64String(SHA1.HashData(text)));
#pragma warning restore CA5350
    }

    private static ReadOnlySpan<byte> Find(RoutingContext context, ReadOnlySpan<byte> name)
    {
        var message = context.Message;
        var index = message.Find(name);
        return index < 0 ? default : message.Span(message.Header(index).Value).Trim(" \t\r\n"u8);
    }

    // A word of a list with commas, in any case.
    private static bool Has(ReadOnlySpan<byte> list, ReadOnlySpan<byte> word)
    {
        foreach (var range in list.Split((byte)','))
        {
            if (Latin1.EqualsIgnoreCase(list[range].Trim(" \t"u8), word))
                return true;
        }

        return false;
    }
}
