using System.Globalization;

namespace Signalbox.Host.CommandLine;

/// <summary>The peer's flags (spec control §5), each declared once.</summary>
internal static class Flags
{
    /// <summary>All flags by name.</summary>
    public static IReadOnlyDictionary<string, Flag> ByName { get; } = Declare().ToDictionary(static flag => flag.Name, StringComparer.Ordinal);

    private static IEnumerable<Flag> Declare() => [.. Modes(), .. Configuration(), .. Process(), .. Accepted()];

    private static Flag[] Modes() =>
    [
        Flag.Switch("c", static options => options.CheckOnly = true),
        Flag.Switch("cfg-print", static options => options.PrintConfiguration = true),
        Flag.Switch("v", static options => options.ShowVersion = true),
        Flag.Switch("V", static options => options.ShowVersion = true),
        Flag.Switch("I", static options => options.ShowVersion = true),
        Flag.Switch("version", static options => options.ShowVersion = true),
        Flag.Switch("h", static options => options.ShowHelp = true),
        Flag.Switch("help", static options => options.ShowHelp = true),
        Flag.Switch("D", static options => options.ForegroundLetters++),
        Flag.Switch("E", static options => options.LogToStderr = true),
        Flag.Switch("e", static options => options.LogInColour = true),
        Flag.Switch("d", static options => options.LogLevel = (options.LogLevel ?? 0) + 1),
        Flag.Value("log-engine", static (options, value) => options.SetLogEngine(value)),
        Flag.Value("log-file", static (options, value) => options.AddText("log_file", Path.GetFullPath(value))),
        Flag.Value("debug", static (options, value) => options.LogLevel = Number("--debug", value)),
    ];

    private static Flag[] Configuration() =>
    [
        Flag.Value("f", static (options, value) => options.ConfigurationFile = value),
        Flag.Value("A", static (options, value) => options.Defines.Add(value)),
        Flag.Value("subst", static (options, value) => options.Substitutions.Add(("subst", value))),
        Flag.Value("substdef", static (options, value) => options.Substitutions.Add(("substdef", value))),
        Flag.Value("substdefs", static (options, value) => options.Substitutions.Add(("substdefs", value))),
        Flag.Value("loadmodule", static (options, value) => options.Modules.Add(value)),
        Flag.Value("modparam", static (options, value) => options.AddModuleParameter(value)),
        Flag.Value("l", static (options, value) => options.AddListen(value)),
        Flag.Value("a", static (options, value) => options.Lines.Add($"auto_aliases={value}")),
        Flag.Value("alias", static (options, value) => options.Lines.Add($"alias={value}")),
        Flag.Value("n", static (options, value) => options.AddNumber("children", "-n", value)),
        Flag.Value("N", static (options, value) => options.AddNumber("tcp_children", "-N", value)),
        Flag.Value("server-id", static (options, value) => options.AddNumber("server_id", "--server-id", value)),
        Flag.Switch("T", static options => options.Lines.Add("disable_tcp=yes")),
        Flag.Value("Y", static (options, value) => options.AddText("run_dir", value)),
    ];

    private static Flag[] Process() =>
    [
        Flag.Value("P", static (options, value) => options.PidFile = Path.GetFullPath(value)),
        Flag.Value("w", static (options, value) => options.WorkingFolder = value),
        Flag.Value("u", static (options, value) => options.User = value),
        Flag.Value("g", static (options, value) => options.Group = value),
        Flag.Value("t", static (_, _) => throw new CommandLineException("-t (chroot) is not supported: use the service manager's own sandbox")),
    ];

    // Memory pools, poll methods and the like do not exist here; saying so at debug level is enough.
    private static IEnumerable<Flag> Accepted()
    {
        string[] withValue = ["m", "M", "x", "X", "L", "Q", "G", "W", "b", "O", "atexit"];
        string[] alone = ["S", "r", "R", "K"];
        return withValue.Select(static name => Flag.WithoutEffect(name, takesValue: true))
            .Concat(alone.Select(static name => Flag.WithoutEffect(name, takesValue: false)));
    }

    private static int Number(string flag, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new CommandLineException($"bad number '{text}' for {flag}");
}
