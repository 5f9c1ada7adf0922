using Signalbox.Host.CommandLine;
using Signalbox.Host.Running;

namespace Signalbox.Host.Verbs;

/// <summary><c>signalbox check FILE [flags]</c>: every problem of a configuration in one run.</summary>
internal static class CheckVerb
{
    /// <summary>Runs the verb; 0 when there is no error.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is not [var file, ..] || file.StartsWith('-'))
            throw new CommandLineException("usage: signalbox check FILE [-A DEFINE]");

        if (!File.Exists(file))
            throw new CommandLineException($"no such file: {file}");

        var options = ServerCommandLine.Parse(arguments[1..]);
        options.ConfigurationFile = file;
        return Server.Check(options);
    }
}
