using Signalbox.Host.CommandLine;
using Signalbox.Host.Running;
using Signalbox.Modules.TraceQuery.Api;

namespace Signalbox.Host.Verbs;

/// <summary><c>signalbox trace list</c>, <c>show</c> and <c>export</c>: what siptrace and sipcapture have stored.</summary>
internal static class TraceVerb
{
    /// <summary>Runs the verb.</summary>
    public static int Run(string[] arguments)
    {
        var asked = TraceArguments.Parse(arguments);
        try
        {
            using var trace = StoredTrace.Open(DatabaseModules.Create(), asked.ToOptions());
            switch (asked.Action)
            {
                case "list":
                    trace.List(Console.Out);
                    break;
                case "show":
                    trace.Show(asked.CallId, Console.Out);
                    break;
                default:
                    Export(trace, asked);
                    break;
            }

            return ExitStatus.Done;
        }
        catch (TraceException cause)
        {
            Console.Error.WriteLine($"signalbox trace: {cause.Message}");
            return ExitStatus.Refused;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandLineException($"signalbox trace: {cause.Message}");
        }
    }

    private static void Export(StoredTrace trace, TraceArguments asked)
    {
        var toTerminal = asked.OutputFile is null && !Console.IsOutputRedirected;
        if (toTerminal && asked.Format is ExportFormat.Pcap or ExportFormat.Pcapng)
            throw new CommandLineException("a packet capture is nothing for a terminal: name a file with -o FILE");

        // The file is made when there is something to put into it.
        using var kept = new MemoryStream();
        var note = trace.Export(asked.CallId, asked.Format!.Value, kept, toTerminal);
        using (var output = asked.OutputFile is { } file ? File.Create(file) : Console.OpenStandardOutput())
            kept.WriteTo(output);

        if (note.Length > 0)
            Console.Error.WriteLine($"note: {note}");
    }
}
