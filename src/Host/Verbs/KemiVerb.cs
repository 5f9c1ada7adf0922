using Signalbox.Host.CommandLine;
using Signalbox.Host.Running;
using Signalbox.Script.Kemi;

namespace Signalbox.Host.Verbs;

/// <summary><c>signalbox kemi stubs --lua|--ts</c>: declarations of the script functions, for editors.</summary>
internal static class KemiVerb
{
    /// <summary>Writes them to standard output.</summary>
    public static int Run(string[] arguments)
    {
        Console.Out.Write(arguments switch
        {
            ["stubs", "--lua"] => KemiStubs.Lua(EngineParts.Catalog.Modules),
            ["stubs", "--ts"] => KemiStubs.TypeScript(EngineParts.Catalog.Modules),
            _ => throw new CommandLineException("usage: signalbox kemi stubs --lua | --ts"),
        });
        return ExitStatus.Done;
    }
}
