using System.Net;
using System.Net.Sockets;
using Signalbox.Engine.Hosting;
using Signalbox.Host.CommandLine;
using Signalbox.Host.Demo;
using Signalbox.Host.Logging;
using Signalbox.Host.Running;
using Signalbox.Modules.TraceQuery.Api;
using Signalbox.Script;

namespace Signalbox.Host.Verbs;

/// <summary>
/// <c>signalbox demo [--once]</c>: starts <c>examples/quickstart.cfg</c> on loopback, places a call through it and shows
/// its ladder from the trace database.
/// </summary>
internal static class DemoVerb
{
    private const int RowsOfCall = 12;
    private const int RowsOfRegistration = 2;
    private static readonly TimeSpan StoreLimit = TimeSpan.FromSeconds(5);

    /// <summary>Runs the verb; with <c>--once</c> the server ends after the ladder.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not ([] or ["--once"]))
            throw new CommandLineException("usage: signalbox demo [--once]");

        var folder = Directory.CreateTempSubdirectory("signalbox-demo-").FullName;
        var proxy = new IPEndPoint(IPAddress.Loopback, FreePort());
        using var collector = new HepCounter();
        using var stderr = Console.OpenStandardError();
        using var parts = new EngineParts(new ServerLog(new StderrTarget(stderr, inColour: false), 0), Options(folder, proxy, collector.Address));
        using var signals = new StopSignals(static () => { }, static () => { });
        try
        {
            await parts.StartAsync(signals.Stop);
            Show(folder, proxy, collector);
            if (arguments.Length == 0)
                await StayAsync(proxy, folder, signals.Stop);

            return ExitStatus.Done;
        }
        catch (EngineStartException refused)
        {
            Server.Explain(refused);
            return ExitStatus.Failed;
        }
        catch (Exception failed) when (failed is DemoException or TraceException)
        {
            throw new CommandLineException($"the demo call failed: {failed.Message}");
        }
        finally
        {
            await parts.StopAsync();
        }
    }

    private static LoaderOptions Options(string folder, IPEndPoint proxy, EndPoint collector) => new()
    {
        Path = FindExample("quickstart.cfg"),
        Defines =
        [
            $"LISTEN=udp:{proxy}",
            $"TRACE_DB=\"sqlite:///{Database(folder)}\"",
            $"COLLECTOR=\"sip:{collector}\"",
            $"CTL=\"unix:{Path.Combine(folder, "ctl")}\"",
        ],
    };

    private static string Database(string folder) => Path.Combine(folder, "trace.db");

    private static void Show(string folder, IPEndPoint proxy, HepCounter collector)
    {
        using var call = new DemoCall(proxy);
        Console.WriteLine($"signalbox demo: examples/quickstart.cfg on udp:{proxy}");
        call.Place();
        using var trace = StoredTrace.Open(DatabaseModules.Create(), new TraceOptions { Url = Database(folder) });
        var (registration, messages) = CountStored(trace, call);
        Console.WriteLine($"\nbob registers ({registration} messages in {Database(folder)})\n");
        trace.Show(call.RegistrationId, Console.Out);
        Console.WriteLine($"\nalice calls bob ({messages} messages, {collector.Count()} HEP packets mirrored to {collector.Address} in all)\n");
        trace.Show(call.CallId, Console.Out);
        if (messages < RowsOfCall || registration < RowsOfRegistration)
            throw new DemoException($"the trace has {registration} and {messages} messages instead of {RowsOfRegistration} and {RowsOfCall}");
    }

    private static (int Registration, int Call) CountStored(StoredTrace trace, DemoCall call)
    {
        // Rows are written in batches behind the call; the last of them may be under way.
        var until = DateTime.UtcNow + StoreLimit;
        while (true)
        {
            var stored = (trace.Count(call.RegistrationId), trace.Count(call.CallId));
            if ((stored.Item1 >= RowsOfRegistration && stored.Item2 >= RowsOfCall) || DateTime.UtcNow > until)
                return stored;

            Thread.Sleep(50);
        }
    }

    private static async Task StayAsync(IPEndPoint proxy, string folder, CancellationToken stop)
    {
        Console.WriteLine($"""

            The server stays up. Register a phone at {proxy}, or try
              signalbox trace list {Database(folder)}
              signalbox rpc -s unix:{Path.Combine(folder, "ctl")} core.uptime
            Ctrl-C ends it.
            """);
        await Server.WaitAsync(stop);
    }

    private static string FindExample(string name)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "examples", name);
        return File.Exists(shipped) ? shipped : throw new CommandLineException($"{shipped} is missing");
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
