using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Dns;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Testing;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>A whole configuration with a script, loaded as a server loads it, without network.</summary>
internal sealed class KemiServer : IDisposable
{
    private const string Request =
        "OPTIONS sip:bob@127.0.0.1:17360 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:17370;branch=z9hG4bK1\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:bob@h>\r\n"
        + "Call-ID: 1\r\nCSeq: 1 OPTIONS\r\nX-Test: base\r\nContent-Length: 0\r\n\r\n";

    private static readonly Snapshot Before = new(1, new CoreSettings(), new RouteTable(new Dictionary<(RouteKinds, string), RouteBody>()), []);

    private readonly string _folder = Directory.CreateTempSubdirectory("kemi").FullName;
    private readonly ConfigurationLoader _loader;

    public KemiServer(string language, string script, string cfg = "")
    {
        ScriptPath = Path.Combine(_folder, "script");
        File.WriteAllText(ScriptPath, script);
        var path = Path.Combine(_folder, "test.cfg");
        File.WriteAllText(path, $"""
            debug=2
            children=1
            loadmodule "pv.so"
            loadmodule "app_{language}.so"
            modparam("app_{language}", "load", "{ScriptPath}")
            cfgengine "{language}"
            {cfg}
            """);
        var reload = new FakeReload { Current = Before };
        var services = new ModuleServices();
        _ = new EngineRuntime(services, TimeProvider.System, NullLoggerFactory.Instance, Log);
        services.Add<ITransportTable>(new FakeTransports())
            .Add<IScriptLog>(Log)
            .Add<IReloadService>(reload)
            .Add(new RpcDispatcher(reload))
            .Add(new StateStore())
            .Add<IMessageSender>(new FakeNetwork())
            .Add<IDestinationResolver>(new FakeNetwork())
            .Add<INames>(new NoNames())
            .Add(new NameCache(TimeProvider.System))
            .Add<IConnections>(new NoConnections())
            .Add(new WorkerRegistry())
            .Add(TimeProvider.System);
        var catalog = new ModuleCatalog([.. Engine.DeclaredModules.All, .. Signalbox.Modules.DeclaredModules.All, .. Signalbox.Modules.MySql.DeclaredModules.All], new Signalbox.Modules.Planned.PlannedModules());
        _loader = new ConfigurationLoader(catalog, services, new LoaderOptions { Path = path });
        Snapshot = _loader.Load(1, Diagnostics);
    }

    public string ScriptPath { get; }

    public FakeLog Log { get; } = new();

    public DiagnosticBag Diagnostics { get; } = new();

    public Snapshot? Snapshot { get; }

    public IScriptRuntime Runtime => Snapshot!.Modules.Select(static module => module.Instance).OfType<IScriptModule>().First().Runtime!;

    public WorkerState Worker { get; } = new(0, "test");

    public string Report => string.Join('\n', Diagnostics.Items.Select(static item => item.Render()));

    public RoutingContext Context(RouteKinds kind = RouteKinds.Request)
    {
        var context = new RoutingContext
        {
            Worker = Worker,
            Snapshot = Snapshot!,
            Route = kind,
            Received = new ReceivedFrom
            {
                Socket = FakeTransports.Socket,
                Local = FakeTransports.Socket.Local,
                Remote = new HostEndPoint([127, 0, 0, 1], 17370),
                Protocol = TransportProtocol.Udp,
                UtcTicks = 0,
            },
        };
        var bytes = Latin1.ToBytes(Request);
        if (!context.Message.TryParse(bytes, bytes.Length))
            throw new InvalidOperationException("the test message does not parse");

        return context;
    }

    public void Dispose()
    {
        foreach (var module in Snapshot?.Modules ?? [])
            (module.Instance as IScriptModule)?.Runtime?.Dispose();

        Directory.Delete(_folder, recursive: true);
    }
}
