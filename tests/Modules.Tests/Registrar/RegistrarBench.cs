using System.Text;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Registrar;
using Signalbox.Modules.Tests.Usrloc;
using Signalbox.Modules.Usrloc;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Registrar;

/// <summary>Registrar and usrloc, with replies that a test reads.</summary>
internal sealed class RegistrarBench
{
    public RegistrarBench(Action<RegistrarModule>? set = null, Action<UsrlocModule>? setLocations = null)
    {
        Locations = new UsrlocModule(State, Timers, Time, new FakeTransports(), Connections, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        setLocations?.Invoke(Locations);
        Module = new RegistrarModule(State, Reload, new FakeTransports(), Connections, Time);
        set?.Invoke(Module);
        Diagnostics = TestRequests.Validate(Module, Locations, Replies);
        Reload.Current = Requests.Snapshot;
        _ = Locations.StartAsync(default);
        _ = Module.StartAsync(default);
    }

    public FakeConnections Connections { get; } = new();

    public ManualTime Time { get; } = new();

    public StateStore State { get; } = new();

    public FakeTimers Timers { get; } = new();

    public FakeReload Reload { get; } = new();

    public FakeReplies Replies { get; } = new();

    public TestRequests Requests { get; } = new();

    public UsrlocModule Locations { get; }

    public RegistrarModule Module { get; }

    public DiagnosticBag Diagnostics { get; }

    public int Save(string message, int flags = 0)
    {
        var context = Requests.Parse(message);
        var result = Module.Save(context, "location", flags).Value;
        Requests.Worker.Return(context);
        return result;
    }

    public static string Text(ReusableText text) => Encoding.Latin1.GetString(text.Span);
}
