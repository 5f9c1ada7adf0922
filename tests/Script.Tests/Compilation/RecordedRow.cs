using System.Text.RegularExpressions;
using Signalbox.Testing;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>A row of the recorded tables as the route that plays it.</summary>
internal sealed partial class RecordedRow
{
    private readonly string _top = string.Empty;
    private readonly string _setup;
    private readonly TableRow _row;

    public RecordedRow(TableRow row)
    {
        _row = row;
        _setup = row["setup"];
        if (!_setup.StartsWith("TOP:", StringComparison.Ordinal))
            return;

        var body = _setup.IndexOf("BODY:", StringComparison.Ordinal);
        _top = body < 0 ? _setup[4..] : _setup[4..body];
        _setup = body < 0 ? string.Empty : _setup[(body + 5)..];
    }

    public string Id => _row["id"];

    public string Expected => _row["printed_result"].TrimEnd();

    /// <summary>Return code that the caller of the route sees; "" when it was not recorded.</summary>
    public string ExpectedCode => _row["rc_after"];

    public bool IsRejected => Expected.StartsWith("<load-reject>", StringComparison.Ordinal) || Expected.StartsWith("<start-reject>", StringComparison.Ordinal);

    /// <summary>What is said when the row fails.</summary>
    public string Place => $"{_row.Location} {Id}: {_setup} {_row["expression_or_statements"]}";

    /// <summary>The route, and what stands outside of it.</summary>
    public string Route()
    {
        var text = _row["expression_or_statements"];
        var statements = _row["kind"] switch
        {
            "E" => $$"""
                $avp(r)= {{text}};
                if ($avp(r)==$null) { P("null"); } else if (typeof("$avp(r)","int")) { P("int $avp(r)"); } else { P("str [$avp(r)]"); }
                """,
            "C" => $$"""if ({{text}}) { P("true"); } else { P("false"); }""",
            _ => text,
        };
        return $"{Print().Replace(_top, Line)}\nroute[{Id}] {{\n{Print().Replace($"{_setup}\n{statements}", Line)}\n}}\n";
    }

    private static string Line(Match print) => $"xlog(\"L_NOTICE\",\"R|{print.Groups[1].Value}\\n\")";

    [GeneratedRegex("""\bP\("((?:[^"\\]|\\.)*)"\)""")]
    private static partial System.Text.RegularExpressions.Regex Print();
}
