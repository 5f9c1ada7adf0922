using Signalbox.Engine.Buffers;
using Signalbox.Engine.Control;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>Answers one BINRPC packet: decode, run, encode. Whatever the packet holds, there is an answer and no exception.</summary>
internal sealed class BinrpcServer(RpcDispatcher dispatcher)
{
    private const string Corrupt = "bad request: corrupted packet";
    private const string NoMethod = "bad request method: record doesn't match type";

    /// <summary>The answer to a packet whose header could not be read.</summary>
    public static void RefusePacket(uint cookie, ByteWriter packet) => WriteFault(400, Corrupt, cookie, packet);

    /// <summary>Runs the request and writes its answer to <paramref name="packet"/>.</summary>
    /// <returns>False when the request made no sense and the stream must be closed.</returns>
    public bool Answer(in BinrpcHeader header, ReadOnlySpan<byte> body, ByteWriter packet)
    {
        var reader = new BinrpcReader(body);
        if (header.Kind != BinrpcPacketKind.Request || !reader.TryRead(out var method))
        {
            RefusePacket(header.Cookie, packet);
            return false;
        }

        if (method.Type != BinrpcType.Text)
        {
            WriteFault(400, NoMethod, header.Cookie, packet);
            return false;
        }

        var parameters = new List<RpcValue>();
        if (!BinrpcValues.TryReadAll(ref reader, parameters))
        {
            RefusePacket(header.Cookie, packet);
            return false;
        }

        WriteAnswer(dispatcher.Execute(method.Text, parameters), header.Cookie, packet);
        return true;
    }

    private static void WriteAnswer(RpcCall call, uint cookie, ByteWriter packet)
    {
        if (call.FaultCode != 0)
        {
            WriteFault(call.FaultCode, call.FaultText, cookie, packet);
            return;
        }

        var body = new BinrpcWriter();
        foreach (var row in call.Rows)
            BinrpcValues.Write(row, body);

        if (!body.IsWhole || body.Body.Length + BinrpcHeader.MaxBytes > ByteWriter.MaxBytes)
            WriteFault(500, $"the reply of {call.Method} is larger than {ByteWriter.MaxBytes} bytes", cookie, packet);
        else
            body.WritePacket(BinrpcPacketKind.Reply, cookie, packet);
    }

    private static void WriteFault(int code, string reason, uint cookie, ByteWriter packet)
    {
        var body = new BinrpcWriter();
        body.Fault(code, reason);
        body.WritePacket(BinrpcPacketKind.Fault, cookie, packet);
    }
}
