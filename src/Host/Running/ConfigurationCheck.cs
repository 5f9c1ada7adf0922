using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Transport;
using Signalbox.Host.CommandLine;
using Signalbox.Host.Logging;

namespace Signalbox.Host.Running;

/// <summary>Reads a configuration without running it.</summary>
internal static class ConfigurationCheck
{
    /// <summary>Loads the configuration and looks for all that is, or could be, wrong with it.</summary>
    public static DiagnosticBag Load(ServerOptions options, out Snapshot? snapshot)
    {
        using var stderr = Console.OpenStandardError();
        var log = new ServerLog(new StderrTarget(stderr, options.LogInColour), options.LogLevel);
        using var parts = new EngineParts(log, EngineParts.LoaderOptionsOf(options) with { CheckOnly = true, Analyze = true });
        var diagnostics = new DiagnosticBag();
        snapshot = parts.Source.Load(1, diagnostics);
        return diagnostics;
    }

    /// <summary>Checks the configuration as <c>-c</c> does.</summary>
    public static int Check(ServerOptions options)
    {
        var diagnostics = Load(options, out var snapshot);
        foreach (var finding in diagnostics.Items)
            Console.Error.WriteLine(finding.Render());

        if (snapshot is null || diagnostics.HasErrors)
        {
            Console.Error.WriteLine($"ERROR: bad config file ({diagnostics.ErrorCount} errors)");
            return ExitStatus.Failed;
        }

        Console.Out.WriteLine("config file ok, exiting...");
        Console.Out.WriteLine("Listening on ");
        foreach (var address in snapshot.Settings.Listen)
            Console.Out.WriteLine($"{(address.Protocol == TransportProtocol.None ? "*" : address.Protocol.Name()),16}: {address.Host}:{(address.Port > 0 ? address.Port : snapshot.Settings.Port)}");

        Console.Out.WriteLine("Aliases: ");
        foreach (var alias in snapshot.Settings.Aliases)
            Console.Out.WriteLine($"{(alias.Protocol == TransportProtocol.None ? "*" : alias.Protocol.Name()),16}: {alias.Host}:{(alias.Port > 0 ? alias.Port : "*")}");

        return ExitStatus.Done;
    }

    /// <summary>Prints the configuration as it is read.</summary>
    public static int Print(ServerOptions options)
    {
        using var stderr = Console.OpenStandardError();
        var log = new ServerLog(new StderrTarget(stderr, options.LogInColour), options.LogLevel);
        using var parts = new EngineParts(log, EngineParts.LoaderOptionsOf(options));
        var diagnostics = new DiagnosticBag();
        var text = parts.Loader.Print(diagnostics);
        foreach (var finding in diagnostics.Items)
            Console.Error.WriteLine(finding.Render());

        if (text is null || diagnostics.HasErrors)
            return ExitStatus.Failed;

        using var output = Console.OpenStandardOutput();
        output.Write(System.Text.Encoding.Latin1.GetBytes(text));
        return ExitStatus.Done;
    }
}
