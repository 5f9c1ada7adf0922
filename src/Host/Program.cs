using Signalbox.Engine.Configuration;
using Signalbox.Host.CommandLine;
using Signalbox.Host.Running;
using Signalbox.Host.Verbs;

namespace Signalbox.Host;

/// <summary>The command line of <c>signalbox</c>: a verb of its own, or the peer's flags.</summary>
internal static class Program
{
    // A regular expression of a script that goes back and forth without end must not hold a worker.
    private static readonly TimeSpan RegexTime = TimeSpan.FromSeconds(2);

    private static async Task<int> Main(string[] arguments)
    {
        AppDomain.CurrentDomain.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", RegexTime);
        try
        {
            return arguments is [{ Length: > 0 } verb, ..] && verb[0] != '-'
                ? await RunVerbAsync(verb, arguments[1..])
                : await RunServerAsync(arguments);
        }
        catch (CommandLineException mistake)
        {
            await Console.Error.WriteLineAsync(mistake.Message);
            return ExitStatus.Failed;
        }
    }

    private static async Task<int> RunVerbAsync(string verb, string[] arguments) => verb switch
    {
        "demo" => await DemoVerb.RunAsync(arguments),
        "check" => CheckVerb.Run(arguments),
        "rpc" => RpcVerb.Run(arguments),
        "reload" => ReloadVerb.Run(arguments),
        "trace" => TraceVerb.Run(arguments),
        "docs" => DocsVerb.Run(arguments),
        "kemi" => KemiVerb.Run(arguments),
        "db" => DbVerb.Run(arguments),
        _ => throw new CommandLineException($"unknown command '{verb}'. Use -h for help."),
    };

    private static async Task<int> RunServerAsync(string[] arguments)
    {
        var options = ServerCommandLine.Parse(arguments);
        if (options.ShowHelp)
        {
            Console.WriteLine(HelpText.Usage);
            return ExitStatus.Done;
        }

        if (options.ShowVersion)
        {
            Console.WriteLine($"version: {ServerInfo.Signature}");
            return ExitStatus.Done;
        }

        options.ConfigurationFile = Path.GetFullPath(options.ConfigurationFile);
        if (!Path.Exists(options.ConfigurationFile))
            throw new CommandLineException($"ERROR: loading config file({options.ConfigurationFile}): No such file or directory, check file and directory permissions");

        if (options.PrintConfiguration)
            return ConfigurationCheck.Print(options);

        if (options.CheckOnly)
            return ConfigurationCheck.Check(options);

        if (!options.InForeground && !Daemon.IsChild)
            return Daemon.StartChild(arguments);

        if (options.WorkingFolder.Length > 0)
            Settling.WorkIn(options.WorkingFolder, "-w");

        return await Server.RunAsync(options);
    }
}
