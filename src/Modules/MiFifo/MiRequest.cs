using Signalbox.Engine.Control;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.MiFifo;

/// <summary>A request of the classic protocol: <c>:command:reply</c> and one parameter a line.</summary>
internal sealed class MiRequest
{
    private const string Separator = "::";

    private MiRequest(string command, string replyName)
    {
        Command = command;
        ReplyName = replyName;
    }

    /// <summary>The command.</summary>
    public string Command { get; }

    /// <summary>Name of the FIFO for the reply; empty = no reply is wanted.</summary>
    public string ReplyName { get; }

    /// <summary>Values of the parameters.</summary>
    public List<RpcValue> Parameters { get; } = [];

    /// <summary>Their names; empty where none was written.</summary>
    public List<string> Names { get; } = [];

    /// <summary>False when a line makes no sense.</summary>
    public bool IsWellFormed { get; private set; } = true;

    /// <summary>Reads a request; null when its first line makes no sense.</summary>
    /// <param name="head">The first line behind its colon.</param>
    /// <param name="lines">The lines behind it.</param>
    public static MiRequest? Read(string head, ReadOnlySpan<byte> lines)
    {
        var colon = head.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
            return null;

        var request = new MiRequest(head[..colon].Trim(), head[(colon + 1)..].Trim());
        var rest = Latin1.ToText(lines).AsSpan();
        while (request.IsWellFormed && !rest.IsEmpty)
            request.IsWellFormed = request.TryTake(ref rest);

        return request;
    }

    private bool TryTake(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('\n');
        var line = end < 0 ? rest : rest[..end];
        var quote = line.IndexOf('"');
        var separator = (quote < 0 ? line : line[..quote]).IndexOf(Separator, StringComparison.Ordinal);
        var name = separator < 0 ? string.Empty : line[..separator].Trim().ToString();
        var from = separator < 0 ? 0 : separator + Separator.Length;
        if (quote >= 0)
            return line[from..quote].Trim().IsEmpty && TryTakeQuoted(name, rest[(quote + 1)..], out rest);

        Add(name, line[from..].Trim().ToString());
        rest = end < 0 ? default : rest[(end + 1)..];
        return true;
    }

    private bool TryTakeQuoted(string name, ReadOnlySpan<char> text, out ReadOnlySpan<char> rest)
    {
        var value = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                var tail = text[(i + 1)..];
                var end = tail.IndexOf('\n');
                Add(name, value.ToString());
                rest = end < 0 ? default : tail[(end + 1)..];
                return (end < 0 ? tail : tail[..end]).Trim().IsEmpty;
            }

            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '"')
                i++;

            value.Append(text[i]);
        }

        rest = default;
        return false;
    }

    private void Add(string name, string value)
    {
        Names.Add(name);
        Parameters.Add(RpcValue.Of(value));
    }
}
