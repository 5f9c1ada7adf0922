using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Goldens;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Tools;

/// <summary>
/// The cfgs of Debian's package, read where it installed them: what its own <c>kamailio -c</c> accepts with the same
/// arguments, ours accepts.
/// </summary>
public sealed partial class DebianConfigurationTests
{
    private const string Stock = "/etc/kamailio/kamailio.cfg";
    private const string Examples = "/usr/share/doc/kamailio/examples";

    // The peer's check passes it, its start does not: "$EMAIL" is no variable. Here the check says so, too.
    private const string RefusedAtStart = "exec_s4.cfg";
    private const string Kemi = $"{Examples}/kemi/kamailio-basic-kemi.cfg";

    /// <summary>Examples name the folder of modules of another machine.</summary>
    private static string[] ModuleFolder => Directory.Exists("/usr/lib")
        ? [.. Directory.EnumerateDirectories("/usr/lib").Select(static folder => Path.Combine(folder, "kamailio", "modules")).Where(Directory.Exists).Take(1).SelectMany(static folder => (string[])["-L", folder])]
        : [];

    [ToolFact("kamailio")]
    public void The_stock_file_passes_plain_with_each_switch_and_with_all()
    {
        var switches = Switches(Stock);

        Assert.True(switches.Length > 15, string.Join(' ', switches));
        Assert.True(PeerAccepts(["-f", Stock]));
        AssertSame(["-f", Stock]);
        AssertSame(["-f", Stock, .. switches.SelectMany(static one => (string[])["-A", one])]);
        foreach (var one in switches)
        {
            AssertSame(["-f", Stock, "-A", one]);
            if (one == "WITH_MYSQL")
                continue;

            // Alone, some use the DBURL that only WITH_MYSQL defines; the peer refuses these too.
            Assert.True(PeerAccepts(["-f", Stock, "-A", "WITH_MYSQL", "-A", one]), one);
            AssertSame(["-f", Stock, "-A", "WITH_MYSQL", "-A", one]);
        }
    }

    [ToolFact("kamailio")]
    public void An_example_that_the_peer_accepts_passes()
    {
        var files = Directory.Exists(Examples)
            ? Directory.EnumerateFiles(Examples, "*", SearchOption.AllDirectories).Where(static file => CfgName().IsMatch(file)).Order(StringComparer.Ordinal).ToArray()
            : [];
        var accepted = 0;
        var refused = new List<string>();
        foreach (var file in files)
        {
            foreach (var folder in (string[][])[[], ModuleFolder])
            {
                string[] arguments = ["-f", file, .. folder];
                if (!PeerAccepts(arguments) || Path.GetFileName(file) == RefusedAtStart)
                    continue;

                accepted++;
                if (Ours(arguments) is { ExitCode: not 0 } ours)
                    refused.Add($"{string.Join(' ', arguments)}\n{ours.Output}");
            }
        }

        Assert.True(accepted > 10 || files.Length == 0, $"the peer accepts {accepted} of {files.Length} files");
        Assert.True(refused.Count == 0, string.Join("\n\n", refused));
    }

    /// <summary>As it stands the file names scripts under /usr/local; a rule of <c>--subst</c> points it at those beside it.</summary>
    [ToolFact("kamailio")]
    public void The_example_in_other_languages_passes_with_each_of_them()
    {
        if (!File.Exists(Kemi))
            return;

        foreach (var one in (string[])["WITH_CFGLUA", "WITH_CFGJSDT", "WITH_CFGPYTHON3", "WITH_CFGRUBY", "WITH_CFGSQLANG", "WITH_CFGNATIVE"])
        {
            AssertSame(["-f", Kemi, "-A", one]);
            AssertSame(["-f", Kemi, "-A", one, $"--subst=!/usr/local/etc/kamailio!{Examples}/kemi!g"]);
        }
    }

    [ToolFact("kamailio")]
    public void A_start_with_modules_that_are_not_written_names_each()
    {
        var (status, output) = Tool.Run(30, SignalboxBinary.Path, "/", "-f", Stock, "-DD", "-E", "-A", "WITH_MYSQL", "-A", "WITH_ALIASDB");

        Assert.Equal(255, status);
        Assert.Matches(@"kamailio\.cfg:\d+:12: error CFG0290: the module 'alias_db' is not written yet: .*\(or its #!define WITH_ALIASDB\) out to start", output);
    }

    private static string[] Switches(string file) =>
        [.. SwitchName().Matches(File.ReadAllText(file)).Select(static match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What the peer accepts must pass.</summary>
    private static void AssertSame(string[] arguments)
    {
        if (!PeerAccepts(arguments))
            return;

        var (status, output) = Ours(arguments);
        Assert.True(status == 0, $"{string.Join(' ', arguments)}\n{output}");
    }

    private static bool PeerAccepts(string[] arguments) => Tool.Run(30, "kamailio", "/", ["-c", .. arguments]).ExitCode == 0;

    private static (int ExitCode, string Output) Ours(string[] arguments) => Tool.Run(30, SignalboxBinary.Path, "/", ["-c", .. arguments]);

    [GeneratedRegex(@"\.cfg(\.sample)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CfgName();

    [GeneratedRegex(@"\bWITH_[A-Z0-9_]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SwitchName();
}
