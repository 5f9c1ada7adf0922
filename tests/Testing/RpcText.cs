using Signalbox.Engine.Control;

namespace Signalbox.Testing;

/// <summary>An RPC answer as lines: a fault is <c>code text</c>, a member <c>name: value</c>, inner ones behind two blanks.</summary>
public static class RpcText
{
    /// <summary>The lines of an answer.</summary>
    public static IReadOnlyList<string> Lines(RpcCall call)
    {
        if (call.FaultCode != 0)
            return [$"{call.FaultCode} {call.FaultText}"];

        var lines = new List<string>();
        foreach (var row in call.Rows)
            Add(lines, row, string.Empty, string.Empty);

        return lines;
    }

    private static void Add(List<string> lines, RpcValue value, string name, string indent)
    {
        var label = name.Length > 0 ? $"{indent}{name}: " : indent;
        if (!value.HasMembers)
        {
            lines.Add(label + value.ToText());
            return;
        }

        if (name.Length > 0)
            lines.Add(label.TrimEnd());

        foreach (var (inner, member) in value.Members)
            Add(lines, member, inner, name.Length > 0 ? indent + "  " : indent);
    }
}
