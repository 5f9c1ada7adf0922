using Signalbox.Engine.Buffers;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.SipDump;

/// <summary>Says in a few words what the bytes of a message do not: who handled it, and where in the script.</summary>
internal static class DumpComment
{
    private static readonly byte[][] Makers = Names();

    /// <summary>Writes <c>snd by process 1, relayed, branch 0, t_relay in request_route, edge.cfg:42</c>.</summary>
    public static void Write(ByteWriter writer, DumpRecord record)
    {
        writer.Write(record.Tag);
        writer.Write(" by process "u8);
        writer.Write((long)record.Process);
        if (record.IsOutgoing)
            WriteMaker(writer, record);

        if (record.Position is { } position)
        {
            writer.Write(", "u8);
            writer.Write(position.Function);
            writer.Write(" in "u8);
            writer.Write(position.Route);
            writer.Write(", "u8);
            writer.Write(position.Place);
        }

        writer.Write(Secret(record.Protocol));
    }

    private static void WriteMaker(ByteWriter writer, DumpRecord record)
    {
        writer.Write(Makers[(int)record.Origin]);
        if (record.IsRetransmission)
            writer.Write(", retransmission"u8);

        if (record.Branch < 0)
            return;

        writer.Write(", branch "u8);
        writer.Write((long)record.Branch);
    }

    private static ReadOnlySpan<byte> Secret(TransportProtocol protocol) => protocol switch
    {
        TransportProtocol.Tls => "; went over TLS, shown decrypted"u8,
        TransportProtocol.Wss => "; went over WebSocket and TLS, shown decrypted"u8,
        _ => default,
    };

    private static byte[][] Names()
    {
        var names = new byte[(int)MessageOrigin.Keepalive + 1][];
        Array.Fill(names, []);
        names[(int)MessageOrigin.Forwarded] = ", relayed"u8.ToArray();
        names[(int)MessageOrigin.StatelessReply] = ", stateless reply"u8.ToArray();
        names[(int)MessageOrigin.TransactionReply] = ", reply of the transaction"u8.ToArray();
        names[(int)MessageOrigin.LocalAck] = ", ACK of the transaction"u8.ToArray();
        names[(int)MessageOrigin.LocalCancel] = ", CANCEL of the transaction"u8.ToArray();
        names[(int)MessageOrigin.LocalRequest] = ", request of this server"u8.ToArray();
        return names;
    }
}
