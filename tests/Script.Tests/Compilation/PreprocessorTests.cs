using System.Text.RegularExpressions;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>The recordings of the preprocessor: each row starts a server of its own and sends it the recorded message.</summary>
public sealed partial class PreprocessorTests
{
    public static TheoryData<TableRow> Cases => Compared(TableFile.Rows("Cases/preprocessor.tsv"));

    [Theory, MemberData(nameof(Cases))]
    public async Task Preprocessor_behaves_as_recorded(TableRow row)
    {
        var server = new RecordedCfg(RecordedCfg.AllModules);
        server.Files.Files["inc1.cfg"] = "$var(x)=77;";
        var cfg = Cfg(row);
        using var environment = new Variables(row["command_line_or_env"]);

        var loads = server.Load(cfg, environment.Options) is not null;

        var wanted = row["printed_result"];
        Assert.True(loads == !wanted.StartsWith("reject", StringComparison.Ordinal), $"{row.Location} {row["id"]}\n{cfg}\n{server.Report}");
        if (loads)
            AssertPrinted(wanted, await server.PlayAsync(cfg, environment.Options), $"{row.Location} {row["id"]}\n{server.Report}");
    }

    [Fact]
    public void At_most_one_row_is_kept_different() =>
        Assert.True(TableFile.Rows("Cases/preprocessor.tsv").Count(static row => Differences.Rows.Contains(row["id"])) <= 1);

    private static TheoryData<TableRow> Compared(IEnumerable<TableRow> rows)
    {
        var data = new TheoryData<TableRow>();
        foreach (var row in rows.Where(static row => !Differences.Rows.Contains(row["id"])))
            data.Add(row);

        return data;
    }

    private static string Cfg(TableRow row)
    {
        var top = row["global_text"].Replace("DIR/", string.Empty, StringComparison.Ordinal);
        var body = row["body_statements"].Replace("DIR/", string.Empty, StringComparison.Ordinal);
        var cfg = body.Length > 0 ? $"{top}\nrequest_route {{\n{body}\n}}\n" : $"{top}\n";
        return PrintCall().Replace(cfg, """xlog("L_NOTICE", "R|$1\n")""");
    }

    /// <summary>Lines with ! are the peer's log; a last line with an ellipsis says that it goes on like that.</summary>
    private static void AssertPrinted(string wanted, string printed, string where)
    {
        var lines = string.Join('\n', wanted.Split('\n').Where(static line => !line.StartsWith('!')));
        var rest = lines.IndexOf("\n\u00e2", StringComparison.Ordinal);
        var same = rest < 0 ? printed == lines : printed.StartsWith(lines[..rest], StringComparison.Ordinal);
        Assert.True(same, $"{where}\nwanted {lines}\ngot    {printed}");
    }

    [GeneratedRegex("""\bP\("((?:[^"\\]|\\.)*)"\)""")]
    private static partial System.Text.RegularExpressions.Regex PrintCall();

    private sealed class Variables : IDisposable
    {
        private readonly List<string> _set = [];

        public Variables(string text)
        {
            var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var options = new LoaderOptions { Path = "test.cfg" };
            if (parts.Length > 1 && parts[0] == "-A")
            {
                options = options with { Defines = [parts[1]] };
            }
            else if (parts.Length > 1 && parts[0].StartsWith("--subst", StringComparison.Ordinal))
            {
                options = options with { Substitutions = [(parts[0][2..], parts[1])] };
            }
            else
            {
                foreach (var part in parts.Where(static one => one.Contains('=', StringComparison.Ordinal)))
                {
                    var pair = part.Split('=', 2);
                    Environment.SetEnvironmentVariable(pair[0], pair[1]);
                    _set.Add(pair[0]);
                }
            }

            Options = options;
        }

        public LoaderOptions Options { get; }

        public void Dispose()
        {
            foreach (var name in _set)
                Environment.SetEnvironmentVariable(name, null);
        }
    }
}
