using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Script.Kemi;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Kemi;

public sealed class ReturnValueTests
{
    private const string Request =
        "OPTIONS sip:bob@127.0.0.1:17360 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:17370;branch=z9hG4bK1\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:bob@h>\r\n"
        + "Call-ID: 1\r\nCSeq: 1 OPTIONS\r\nX-Test: base\r\nContent-Length: 0\r\n\r\n";

    private static readonly CoreSettings Settings = new() { Debug = 2, Children = 1 };
    private static readonly Snapshot Snapshot = new(1, Settings, new RouteTable(new Dictionary<(RouteKinds, string), RouteBody>()), []);

    public static TheoryData<TableRow> Cases => TableFile.Read("Cases/kemi-return-values.tsv");

    [Theory, MemberData(nameof(Cases))]
    public void A_call_gives_what_was_recorded(TableRow row)
    {
        var show = new TestFunction("test", "show", KemiReturn.None, default, KemiType.Text);
        var functions = KemiCatalog.Build([Core()], new FakeVariables());
        var isLua = row["language"] == "lua";
        var language = KemiLanguage.Find(row["language"])!;
        using var watch = new KemiWatch(new KemiLimits());
        using var interpreter = language.Create([.. functions, show], new KemiLimits(), watch, static _ => { });
        var type = row["shown"].Contains(':', StringComparison.Ordinal);
        interpreter.Load(new KemiSource("s", isLua
            ? $"function f() local v = {row["expression"]} KSR.test.show({(type ? "type(v) .. ':' .. tostring(v)" : "type(v)")}) end"
            : $"function f() {{ var v = {row["expression"]}; KSR.test.show({(type ? "typeof v + ':' + v" : "typeof v")}); }}"));

        var outcome = interpreter.Invoke(Context(), "f", []);

        Assert.Equal(KemiOutcome.Completed, outcome);
        var shown = show.Calls.Single()[4..];
        Assert.True(shown == row["shown"], $"{row.Location}: wanted {row["shown"]}, got {shown}");
    }

    private static RoutingContext Context()
    {
        var context = new RoutingContext
        {
            Worker = new WorkerState(0, "test"),
            Snapshot = Snapshot,
            Route = RouteKinds.Request,
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
        Assert.True(context.Message.TryParse(bytes, bytes.Length));
        return context;
    }

    private static ModuleInstance Core()
    {
        var reload = new FakeReload { Current = Snapshot };
        var services = new ModuleServices()
            .Add<ITransportTable>(new FakeTransports())
            .Add<IScriptLog>(new FakeLog())
            .Add<IReloadService>(reload)
            .Add(new RpcDispatcher(reload))
            .Add(TimeProvider.System);
        var descriptor = Signalbox.Modules.DeclaredModules.All.Single(static module => module.Name == "core");
        return new ModuleInstance(descriptor, descriptor.Create(services), span: null);
    }
}
