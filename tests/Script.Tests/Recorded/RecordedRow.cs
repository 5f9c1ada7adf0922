using Signalbox.Testing;

namespace Signalbox.Script.Tests.Recorded;

/// <summary>A row of the recorded tables as a route of a cfg.</summary>
internal sealed class RecordedRow
{
    public RecordedRow(TableRow row)
    {
        Id = row["id"];
        Wanted = row["printed_result"];
        ReturnCode = row["rc_after"];
        var setup = row["setup"];
        var body = setup;
        if (setup.StartsWith("TOP:", StringComparison.Ordinal))
        {
            var at = setup.IndexOf("BODY:", StringComparison.Ordinal);
            Top = RecordedProbe.Expand(at < 0 ? setup[4..] : setup[4..at]);
            body = at < 0 ? string.Empty : setup[(at + 5)..];
        }

        var text = row["expression_or_statements"];
        Body = RecordedProbe.Expand(row["kind"] switch
        {
            "E" => $"{body}\n $avp(r)= {text};\n if ($avp(r)==$null) {{ P(\"null\"); }} else if (typeof(\"$avp(r)\",\"int\")) {{ P(\"int $avp(r)\"); }} else {{ P(\"str [$avp(r)]\"); }}",
            "C" => $"{body}\n if ({text}) {{ P(\"true\"); }} else {{ P(\"false\"); }}",
            _ => $"{body}\n{text}",
        });
    }

    public string Id { get; }

    public string Wanted { get; }

    public string ReturnCode { get; }

    public bool IsRefused => Wanted.StartsWith("<load-reject>", StringComparison.Ordinal) || Wanted.StartsWith("<start-reject>", StringComparison.Ordinal);

    public string Top { get; } = string.Empty;

    public string Body { get; }

    public string Route => $"{Top}\nroute[{Id}] {{\n{Body}\n}}\n";
}
