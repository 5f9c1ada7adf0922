using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;
using Signalbox.Testing;

namespace Signalbox.Interop.Tests.Life;

/// <summary>The command lines of golden/control/kamailio-exit-codes.txt end with the recorded status; Cases/control/exit-codes.tsv says how each was called.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sbx-exit-").FullName;
    private readonly Socket _taken = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    [Fact]
    public void Every_recorded_call_ends_with_its_status()
    {
        _taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)_taken.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
        var recorded = Recorded();
        var rows = TableFile.Rows("Cases/control/exit-codes.tsv").ToList();
        var differences = new List<string>();
        foreach (var row in rows)
        {
            var wanted = row["ours"].Length > 0 ? int.Parse(row["ours"], CultureInfo.InvariantCulture) : recorded[row["recording"]];
            var (code, output) = Run(row["cfg"], row["flags"], port);
            if (code != wanted || !Regex.IsMatch(output, row["output"].Replace("PORT", port, StringComparison.Ordinal), RegexOptions.None, TimeSpan.FromSeconds(1)))
                differences.Add($"{row["recording"]}: wanted {wanted} and {row["output"]}, got {code}:\n{output}");
            if (row["ours"].Length > 0 && wanted == recorded[row["recording"]])
                differences.Add($"{row["recording"]}: is said to differ, but does not");
        }

        Assert.Equal(recorded.Keys.Order(StringComparer.Ordinal), rows.Select(static row => row["recording"]).Order(StringComparer.Ordinal));
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    public void Dispose()
    {
        _taken.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Dictionary<string, int> Recorded()
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        var name = string.Empty;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "GoldenCases", "control", "kamailio-exit-codes.txt")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                name = line[3..].Replace(" (runs in foreground -DD)", string.Empty, StringComparison.Ordinal);
            else if (line.StartsWith("[rc=", StringComparison.Ordinal))
                codes[name] = int.Parse(line["[rc=".Length..^1], CultureInfo.InvariantCulture);
        }

        return codes;
    }

    // Only the call that starts a server, and must not, has a port that is taken; the others open none.
    private (int ExitCode, string Output) Run(string cfg, string flags, string port)
    {
        var path = Path.Combine(_folder, "test.cfg");
        File.WriteAllText(path, cfg + "\n");
        var words = flags.Split(' ').ToList();
        if (words is not ["-f", ..])
            words.InsertRange(0, ["-f", path]);
        if (words is not [.., "-A"] && !flags.Contains("-l ", StringComparison.Ordinal))
            words.InsertRange(2, ["-l", $"udp:127.0.0.1:{port}"]);

        return Tool.Run(30, SignalboxBinary.Path, _folder, [.. words, .. flags == "-DD" ? (string[])["-E", "-Y", _folder] : []]);
    }
}
