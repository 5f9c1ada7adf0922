using Signalbox.Engine.Buffers;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;
using Signalbox.Modules.Json.Api;

namespace Signalbox.Modules.Jsonrpcs;

/// <summary>Writes replies as the peer's library prints them: with tabs, or without any white space.</summary>
/// <param name="isPretty">True for line ends and tabs.</param>
internal sealed class JsonReply(bool isPretty)
{
    private const int Inner = 1;

    /// <summary>Writes a reply.</summary>
    /// <param name="call">The command that ran; null when none could be run.</param>
    /// <param name="isList">True for a command whose rows are an array however many they are.</param>
    /// <param name="id">The id as it is written; null leaves it out.</param>
    /// <param name="output">Takes the text.</param>
    public void Write(RpcCall? call, bool isList, string? id, ByteWriter output)
    {
        output.Write((byte)'{');
        StartMember("jsonrpc", Inner, isFirst: true, output);
        output.Write("\"2.0\""u8);
        if (call is { FaultCode: not 0 })
        {
            StartMember("error", Inner, isFirst: false, output);
            Write(RpcValue.Struct().With("code", call.FaultCode).With("message", call.FaultText), Inner, output);
        }
        else
        {
            StartMember("result", Inner, isFirst: false, output);
            Write(ResultOf(call?.Rows ?? [], isList), Inner, output);
        }

        if (id is not null)
        {
            StartMember("id", Inner, isFirst: false, output);
            output.Write(id);
        }

        End(0, output);
    }

    private static RpcValue ResultOf(IReadOnlyList<RpcValue> rows, bool isList)
    {
        if (!isList && rows.Count == 1)
            return rows[0];

        if (!isList && rows.Count == 0)
            return RpcValue.Struct();

        var array = RpcValue.Array();
        foreach (var row in rows)
            array.Item(row);

        return array;
    }

    private void Write(RpcValue value, int depth, ByteWriter output)
    {
        switch (value.Kind)
        {
            case RpcKind.Null:
                output.Write("null"u8);
                break;
            case RpcKind.Text:
                JsonText.Quote(Latin1.ToBytes(value.ToText()), output);
                break;
            case RpcKind.Array or RpcKind.List:
                WriteItems(value, depth, output);
                break;
            case RpcKind.Struct:
                WriteMembers(value.Members, depth, output);
                break;
            default:
                output.Write(value.ToText());
                break;
        }
    }

    private void WriteItems(RpcValue array, int depth, ByteWriter output)
    {
        output.Write((byte)'[');
        for (var i = 0; i < array.Members.Count; i++)
        {
            if (i > 0)
                output.Write(isPretty ? ", "u8 : ","u8);

            if (array.Kind == RpcKind.List)
                WriteMembers([array.Members[i]], depth + 1, output);
            else
                Write(array.Members[i].Value, depth + 1, output);
        }

        output.Write((byte)']');
    }

    private void WriteMembers(IReadOnlyList<(string Name, RpcValue Value)> members, int depth, ByteWriter output)
    {
        output.Write((byte)'{');
        for (var i = 0; i < members.Count; i++)
        {
            StartMember(members[i].Name, depth + 1, isFirst: i == 0, output);
            Write(members[i].Value, depth + 1, output);
        }

        End(depth, output);
    }

    private void StartMember(string name, int depth, bool isFirst, ByteWriter output)
    {
        if (!isFirst)
            output.Write((byte)',');

        if (isPretty)
            StartLine(depth, output);

        JsonText.Quote(Latin1.ToBytes(name), output);
        output.Write(isPretty ? ":\t"u8 : ":"u8);
    }

    private void End(int depth, ByteWriter output)
    {
        if (isPretty)
            StartLine(depth, output);

        output.Write((byte)'}');
    }

    private static void StartLine(int depth, ByteWriter output)
    {
        output.Write((byte)'\n');
        for (var i = 0; i < depth; i++)
            output.Write((byte)'\t');
    }
}
