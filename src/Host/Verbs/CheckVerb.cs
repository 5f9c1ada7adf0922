using Signalbox.Engine.Diagnostics;
using Signalbox.Host.CommandLine;
using Signalbox.Host.Running;

namespace Signalbox.Host.Verbs;

/// <summary><c>signalbox check FILE [--format text|json|sarif] [flags]</c>: every problem of a configuration in one run, on stdout.</summary>
internal static class CheckVerb
{
    private const string Usage = "usage: signalbox check FILE [--format text|json|sarif] [-A DEFINE]";

    /// <summary>Runs the verb; 0 when there is no error, warnings or not.</summary>
    public static int Run(string[] arguments)
    {
        var rest = new List<string>(arguments);
        var format = TakeFormat(rest);
        if (rest is not [var file, ..] || file.StartsWith('-'))
            throw new CommandLineException(Usage);

        if (!File.Exists(file))
            throw new CommandLineException($"no such file: {file}");

        var options = ServerCommandLine.Parse(rest[1..]);
        options.ConfigurationFile = file;
        var findings = ConfigurationCheck.Load(options, out _);
        using var output = Console.OpenStandardOutput();
        switch (format)
        {
            case "json":
                FindingsJson.Write(output, file, findings.Items);
                output.Write("\n"u8);
                break;
            case "sarif":
                new FindingsSarif(file, Path.Combine(AppContext.BaseDirectory, "docs", "diagnostics"), findings.Items).Write(output);
                output.Write("\n"u8);
                break;
            default:
                WriteText(file, findings);
                break;
        }

        return findings.HasErrors ? ExitStatus.Failed : ExitStatus.Done;
    }

    private static void WriteText(string file, DiagnosticBag findings)
    {
        foreach (var finding in findings.Items)
            Console.Out.WriteLine(ShownText.Of(finding.Render()));

        var warnings = findings.Items.Count(static finding => finding.Rule.Severity == Severity.Warning);
        Console.Out.WriteLine($"{file}: {Count(findings.ErrorCount, "error")}, {Count(warnings, "warning")}");
    }

    private static string Count(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";

    private static string TakeFormat(List<string> arguments)
    {
        const string flag = "--format";
        var at = arguments.FindIndex(static one => one is flag || one.StartsWith(flag + "=", StringComparison.Ordinal));
        if (at < 0)
            return "text";

        var joined = arguments[at].Length > flag.Length;
        var format = joined ? arguments[at][(flag.Length + 1)..] : arguments.ElementAtOrDefault(at + 1);
        if (format is not ("text" or "json" or "sarif"))
            throw new CommandLineException(Usage);

        arguments.RemoveRange(at, joined ? 1 : 2);
        return format;
    }
}
