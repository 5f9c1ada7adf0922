using Signalbox.Engine.Buffers;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;
using Signalbox.Modules.Ctl.Api;

namespace Signalbox.Modules.Ctl;

/// <summary>Answers one BINRPC packet: decode, run, encode. Whatever the packet holds, there is an answer and no exception.</summary>
/// <param name="dispatcher">Runs the commands.</param>
/// <param name="doors">Holds the settings of the generation that is live.</param>
internal sealed class BinrpcServer(RpcDispatcher dispatcher, ControlDoors doors)
{
    /// <summary>The command with which a client from elsewhere shows the token.</summary>
    public const string TokenCommand = "ctl.token";

    private const string Corrupt = "bad request: corrupted packet";
    private const string NotLetIn = $"clients that are not on this machine call {TokenCommand} TOKEN first";
    private const string NoMethod = "bad request method: record doesn't match type";

    /// <summary>The answer to a packet whose header could not be read.</summary>
    public static void RefusePacket(uint cookie, ByteWriter packet) => WriteFault(400, Corrupt, cookie, packet);

    /// <summary>Runs the request and writes its answer to <paramref name="packet"/>.</summary>
    /// <param name="header">Head of the request.</param>
    /// <param name="body">Body of the request.</param>
    /// <param name="packet">Takes the answer.</param>
    /// <param name="client">Whose connection it is; null where all that come in are trusted.</param>
    /// <returns>False when the request made no sense or is not allowed, and the stream must be closed.</returns>
    public bool Answer(in BinrpcHeader header, ReadOnlySpan<byte> body, ByteWriter packet, ControlClient? client = null)
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

        if (client is { IsTrusted: false } && !IsLetIn(client, method.Text, parameters))
        {
            WriteFault(403, NotLetIn, header.Cookie, packet);
            return false;
        }

        WriteAnswer(dispatcher.Execute(method.Text, parameters, doors.ConvertsTypes), header.Cookie, packet);
        return true;
    }

    private bool IsLetIn(ControlClient client, string method, List<RpcValue> parameters)
    {
        client.IsTrusted = method == TokenCommand && parameters is [var shown] && doors.Token.Accepts(Latin1.ToBytes(shown.ToText()));
        return client.IsTrusted;
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
