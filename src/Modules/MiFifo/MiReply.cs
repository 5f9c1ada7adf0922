using System.Globalization;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Control;

namespace Signalbox.Modules.MiFifo;

/// <summary>Writes replies of the classic protocol: a line with code and reason, one node a line, children behind tabs, an empty line.</summary>
internal static class MiReply
{
    /// <summary>Writes what a command answered.</summary>
    public static void Write(RpcCall call, ByteWriter output)
    {
        if (call.FaultCode != 0)
        {
            WriteError(call.FaultCode, call.FaultText, output);
            return;
        }

        output.Write("200 OK\n");
        if (call.Rows is [{ HasMembers: true } only])
            WriteMembers(only, 0, output);
        else
            WriteRows(call.Rows, output);

        output.Write((byte)'\n');
    }

    /// <summary>Writes an error.</summary>
    public static void WriteError(int code, string reason, ByteWriter output)
    {
        output.Write(code);
        output.Write((byte)' ');
        output.Write(OneLine(reason));
        output.Write("\n\n"u8);
    }

    private static void WriteRows(IReadOnlyList<RpcValue> rows, ByteWriter output)
    {
        for (var i = 0; i < rows.Count; i++)
            WriteNode(rows[i].HasMembers ? NumberOf(i) : string.Empty, rows[i], 0, output);
    }

    private static void WriteMembers(RpcValue value, int depth, ByteWriter output)
    {
        for (var i = 0; i < value.Members.Count; i++)
        {
            var (name, member) = value.Members[i];
            WriteNode(name.Length == 0 && member.HasMembers ? NumberOf(i) : name, member, depth, output);
        }
    }

    private static void WriteNode(string name, RpcValue value, int depth, ByteWriter output)
    {
        for (var i = 0; i < depth; i++)
            output.Write((byte)'\t');

        if (name.Length > 0)
        {
            output.Write(name);
            output.Write(":: "u8);
        }

        output.Write(OneLine(value.ToText()));
        output.Write((byte)'\n');
        if (value.HasMembers)
            WriteMembers(value, depth + 1, output);
    }

    // The protocol escapes nothing, so a line end in a value would be taken for a node of its own.
    private static string OneLine(string text) =>
        text.AsSpan().IndexOfAny('\r', '\n') < 0 ? text : text.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\n', ' ').Replace('\r', ' ').TrimEnd();

    private static string NumberOf(int index) => index.ToString(CultureInfo.InvariantCulture);
}
