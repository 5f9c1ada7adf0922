using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>
/// The recordings of the peer that need nothing but the language. Rows whose functions or variables belong to other
/// modules run against the whole server in Interop.Tests.
/// </summary>
public sealed class SemanticsTests
{
    private static readonly string[] NamesMissing = ["CFG0220", "CFG0226", "CFG0228", "CFG0239", "CFG0230"];

    // 32-bit numbers and an optimiser that leaks: docs/differences.md.
    private static readonly HashSet<string> OnPurpose = new(StringComparer.Ordinal)
    {
        "lit_17", "lit_18", "lit_19", "lit_20", "lit_21", "lit_22", "ari_28", "ari_29", "prec_29", "prec_30",
        "prec_07", "prec_08", "prec_09", "var_60", "op2_05", "op2_06", "op2_07", "op2_10",

        // A route named by a variable is called, where the peer takes the rest of the message for its name.
        "flow_50", "flow_51",
    };

    // What they test is a variable or function of a module, which the probe has in a simpler form.
    private static readonly HashSet<string> OfModules = new(StringComparer.Ordinal)
    {
        "plus_59", "tru_58", "tru_59", "tru_60", "tru_63", "tru_64", "tru_67", "tru_68", "tru_76", "var_09", "var_10", "var_13", "var_14",
        "var_15", "var_35", "nul_02", "nul_36", "nul_37", "misc_05", "misc_06", "misc_46", "misc_48", "misc_52", "dyn_09", "dyn_11",
    };

    public static TheoryData<TableRow> Cases => TableFile.Read("Cases/semantics.tsv");

    [Theory, MemberData(nameof(Cases))]
    public void Language_behaves_as_recorded(TableRow row)
    {
        if (OnPurpose.Contains(row["id"]) || OfModules.Contains(row["id"]))
            return;

        var probe = new Probe();
        var snapshot = probe.Load(Cfg(row));
        if (probe.Diagnostics.Items.Any(static item => NamesMissing.Contains(item.Rule.Id)))
            return;

        var result = row["printed_result"];
        var isRefused = result.StartsWith("<load-reject>", StringComparison.Ordinal) || result.StartsWith("<start-reject>", StringComparison.Ordinal);
        Assert.True(snapshot is null == isRefused, $"{row.Location} {row["id"]}: {row["expression_or_statements"]}\n{probe.Report}");
        if (snapshot is null)
            return;

        probe.Run(snapshot);
        var ended = probe.Output.EndsWith("END", StringComparison.Ordinal) ? probe.Output[..^3].TrimEnd('\n') : probe.Output;
        Assert.True(ended == row["printed_result"], $"{row.Location} {row["id"]}: {row["expression_or_statements"]}\nwanted {row["printed_result"]}\ngot    {ended}\n{string.Join("\n", probe.Log.Lines)}");
    }

    private static string Cfg(TableRow row)
    {
        var setup = row["setup"];
        var top = string.Empty;
        var body = setup;
        if (setup.StartsWith("TOP:", StringComparison.Ordinal))
        {
            var at = setup.IndexOf("BODY:", StringComparison.Ordinal);
            top = setup[4..at];
            body = setup[(at + 5)..];
        }

        var text = row["expression_or_statements"];
        var test = row["kind"] switch
        {
            "E" => $"$avp(r) = {text}; kind();",
            "C" => $"if ({text}) {{ P(\"true\"); }} else {{ P(\"false\"); }}",
            _ => text,
        };
        return $"loadmodule \"probe\"\nloadmodule \"tm\"\n{top}\nroute[test] {{ {body} {test} }}\nrequest_route {{ route(test); P(\"END\"); exit; }}";
    }
}
