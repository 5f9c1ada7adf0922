using Signalbox.Host.CommandLine;
using Signalbox.Host.Running;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Host.Verbs;

/// <summary><c>signalbox db create --url URL</c>: the tables that modules expect.</summary>
internal static class DbVerb
{
    private const string Usage = "usage: signalbox db create --url URL [--acc-extra], URL being sqlite:///path, postgres://user:password@host/db or mysql://user:password@host/db";

    /// <summary>Makes the tables.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is not ["create", "--url", var url, .. var rest] || rest is not ([] or ["--acc-extra"]))
            throw new CommandLineException(Usage);

        if (DatabaseSetup.Create(DatabaseModules.Create(), url, rest.Length > 0, Console.Out) is not { } error)
            return ExitStatus.Done;

        Console.Error.WriteLine($"signalbox db create: {error}");
        return ExitStatus.Failed;
    }
}
