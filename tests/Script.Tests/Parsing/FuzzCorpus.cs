using System.Text;
using Signalbox.Testing;

namespace Signalbox.Script.Tests.Parsing;

/// <summary>What is damaged: the examples, the golden files, the recorded rows, and the peer's sample where it is installed.</summary>
internal static class FuzzCorpus
{
    private const string Head = """
        loadmodule "tm.so"
        loadmodule "sl.so"
        loadmodule "pv.so"
        loadmodule "xlog.so"
        loadmodule "textops.so"
        loadmodule "siputils.so"

        """;

    /// <summary>All texts. Each large file stands once beside hundreds of small ones, so most rounds are short.</summary>
    public static IReadOnlyList<string> Texts { get; } = [.. Files(), .. Rows()];

    private static IEnumerable<string> Files()
    {
        var root = Path.GetFullPath(Path.Combine(Golden.SourceFolder(), "../../.."));
        var own = Path.Combine(root, "tests/Script.Tests");
        string[] files =
        [
            .. Directory.EnumerateFiles(Path.Combine(root, "examples"), "*.cfg"),
            .. Directory.EnumerateFiles(own + "/Golden", "*.cfg", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(own + "/Cases", "*.cfg"),
            "/etc/kamailio/kamailio.cfg",
        ];
        foreach (var file in files.Where(File.Exists).Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(file, Encoding.Latin1);
            for (var weight = text.Length > 20_000 ? 4 : 8; weight > 0; weight--)
                yield return text;
        }
    }

    private static IEnumerable<string> Rows()
    {
        foreach (var row in TableFile.Rows("Cases/semantics.tsv").Where(static (_, index) => index % 4 == 0))
            yield return $"{Head}request_route {{\n    {row["setup"]} $avp(r) = {row["expression_or_statements"]};\n}}\n";

        foreach (var row in TableFile.Rows("Cases/load.tsv").Where(static (_, index) => index % 4 == 0))
            yield return row["place"].StartsWith("in route", StringComparison.Ordinal) ? $"{Head}request_route {{\n    {row["snippet"]}\n}}\n" : $"{Head}{row["snippet"]}\n";

        foreach (var row in TableFile.Rows("Cases/preprocessor.tsv"))
            yield return $"{Head}{row["global_text"]}\nrequest_route {{ {row["body_statements"]}\n}}\n";

        foreach (var row in TableFile.Rows("Cases/recovery.tsv"))
            yield return row["place"] == "top" ? $"{Head}{row["snippet"]}\n" : $"{Head}request_route {{\n    {row["snippet"]}\n}}\n";
    }
}
