using System.Globalization;
using System.Text;

namespace Signalbox.Script.Syntax;

/// <summary>Collects cfg text with indentation.</summary>
internal sealed class CfgWriter
{
    private readonly StringBuilder _builder = new();
    private int _depth;
    private bool _lineStart = true;

    /// <summary>Writes text as it is.</summary>
    public CfgWriter Write(string text)
    {
        if (_lineStart)
            _builder.Append(' ', _depth * 4);

        _lineStart = false;
        _builder.Append(text);
        return this;
    }

    /// <summary>Writes a node.</summary>
    public CfgWriter Write(SyntaxNode node)
    {
        node.Print(this);
        return this;
    }

    /// <summary>Writes nodes with a separator between them.</summary>
    public CfgWriter Join(string separator, IReadOnlyList<SyntaxNode> nodes)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (i > 0)
                Write(separator);

            Write(nodes[i]);
        }

        return this;
    }

    /// <summary>Writes a number.</summary>
    public CfgWriter Write(long number) => Write(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a text in double quotes.</summary>
    public CfgWriter WriteQuoted(string text)
    {
        var quoted = new StringBuilder("\"", text.Length + 2);
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => quoted.Append(c),
            };
        }

        return Write(quoted.Append('"').ToString());
    }

    /// <summary>Ends the line.</summary>
    public CfgWriter Line()
    {
        _builder.Append('\n');
        _lineStart = true;
        return this;
    }

    /// <summary>Lines from here on stand further right.</summary>
    public void Indent() => _depth++;

    /// <summary>Ends <see cref="Indent"/>.</summary>
    public void Outdent() => _depth--;

    /// <inheritdoc />
    public override string ToString() => _builder.ToString();
}
