using System.Buffers.Binary;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Pcap.Api;

/// <summary>What goes over a WebSocket connection besides the message: the upgrade (RFC 7118 §4) and the frame around each message (RFC 6455 §5).</summary>
internal static class WebSocketText
{
    /// <summary>What the server answers to the upgrade; the key and its hash are those of the RFC.</summary>
    public static ReadOnlySpan<byte> Accepted =>
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: sip\r\n\r\n"u8;

    /// <summary>Writes the upgrade that the client asks for.</summary>
    public static void WriteUpgrade(ByteWriter writer, in HostEndPoint server)
    {
        writer.Write("GET / HTTP/1.1\r\nHost: "u8);
        server.WriteTo(writer);
        writer.Write("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n\r\n"u8);
    }

    /// <summary>Writes one text frame. Clients mask theirs; a mask of zeros keeps the text readable.</summary>
    public static void WriteFrame(ByteWriter writer, bool fromClient, ReadOnlySpan<byte> message)
    {
        Span<byte> header = stackalloc byte[14];
        header.Clear();
        header[0] = 0x81;
        var length = 2;
        if (message.Length < 126)
        {
            header[1] = (byte)message.Length;
        }
        else if (message.Length <= ushort.MaxValue)
        {
            header[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)message.Length);
            length = 4;
        }
        else
        {
            header[1] = 127;
            BinaryPrimitives.WriteInt64BigEndian(header[2..], message.Length);
            length = 10;
        }

        header[1] |= fromClient ? (byte)0x80 : (byte)0;
        writer.Write(header[..(length + (fromClient ? 4 : 0))]);
        writer.Write(message);
    }
}
