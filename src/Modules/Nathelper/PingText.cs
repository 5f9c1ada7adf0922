using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Nathelper;

/// <summary>Writes SIP pings. The From tag carries the record id of the contact, so that an answer tells whose it is.</summary>
internal sealed class PingText(PingSettings settings)
{
    private readonly byte[] _from = Latin1.ToBytes(settings.From);
    private readonly byte[] _method = Latin1.ToBytes(settings.Method);
    private readonly long _start = Environment.TickCount64;
    private long _count;

    /// <summary>Writes a ping.</summary>
    public void Write(Contact contact, in Destination destination, long stamp, ByteWriter output)
    {
        var socket = destination.Socket!;
        var number = ++_count;
        output.Write(_method);
        output.Write((byte)' ');
        output.Write(contact.Uri);
        output.Write(" SIP/2.0\r\nVia: SIP/2.0/"u8);
        output.Write(destination.Protocol.ViaName());
        output.Write((byte)' ');
        WriteSocket(socket, output);
        output.Write(";branch=z9hG4bK"u8);
        output.WriteHex((ulong)(stamp ^ (number << 32)));
        output.Write("\r\n"u8);
        WritePath(contact, output);
        output.Write("From: "u8);
        output.Write(_from);
        output.Write(";tag="u8);
        output.Write(contact.Ruid);
        output.Write((byte)'-');
        output.WriteHex((uint)contact.Sequence);
        output.Write((byte)'-');
        output.WriteHex((ulong)number);
        output.Write("\r\nTo: "u8);
        output.Write(contact.Uri);
        output.Write("\r\nCall-ID: "u8);
        output.WriteHex((ulong)_start);
        output.Write((byte)'-');
        output.WriteHex((ulong)number);
        output.Write((byte)'@');
        output.Write(socket.ViaHost);
        output.Write("\r\nCSeq: 1 "u8);
        output.Write(_method);
        output.Write("\r\nContent-Length: 0\r\n\r\n"u8);
    }

    /// <summary>True for an answer to one of these pings.</summary>
    public bool IsOwn(SipMessage message, in NameAddress from) =>
        !message.IsRequest
        && message.Span(message.MethodText).SequenceEqual(_method)
        && message.Span(from.Uri).SequenceEqual(_from)
        && !RuidSpan(message.Span(from.Tag)).IsEmpty;

    /// <summary>The record id in a From tag.</summary>
    public static string RuidOf(ReadOnlySpan<byte> tag) => Latin1.ToText(RuidSpan(tag));

    private static ReadOnlySpan<byte> RuidSpan(ReadOnlySpan<byte> tag)
    {
        var number = tag.LastIndexOf((byte)'-');
        var sequence = number <= 0 ? -1 : tag[..number].LastIndexOf((byte)'-');
        return sequence <= 0 ? default : tag[..sequence];
    }

    private static void WriteSocket(ListenSocket socket, ByteWriter output)
    {
        output.Write(socket.ViaHost);
        output.Write((byte)':');
        output.Write((long)socket.ViaPort);
    }

    private void WritePath(Contact contact, ByteWriter output)
    {
        if (!settings.UsesPath || contact.Path.Length == 0)
            return;

        output.Write("Route: "u8);
        output.Write(contact.Path);
        output.Write("\r\n"u8);
    }
}
