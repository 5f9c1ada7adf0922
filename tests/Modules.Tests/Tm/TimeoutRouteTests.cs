using System.Text;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Tm;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Tm;

/// <summary>The timer has one thread for all transactions, and a failure_route may sleep.</summary>
public sealed class TimeoutRouteTests
{
    private const string Request =
        "MESSAGE sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1\r\nMax-Forwards: 70\r\n"
        + "From: <sip:alice@example.org>;tag=f1\r\nTo: <sip:bob@example.org>\r\nCall-ID: timeout\r\nCSeq: 1 MESSAGE\r\nContent-Length: 0\r\n\r\n";

    private readonly WorkerState _worker = new(0, "test");
    private readonly StillNetwork _network = new();
    private readonly KeptWorkers _workers = new();
    private readonly StillTimers _timers;
    private readonly TmModule _tm;
    private readonly CountedRoute _route = new();

    public TimeoutRouteTests()
    {
        _timers = new StillTimers(_worker);
        _tm = new TmModule(_network, _network, _timers, _network, new StateStore(), _network, _workers, TimeProvider.System, new LoopbackEngine());
        _tm.StartAsync(CancellationToken.None);
    }

    [Fact]
    public void A_failure_route_of_a_timeout_does_not_run_on_the_timer()
    {
        Relay(_route);

        _timers.Advance(31_000);
        Assert.Equal(0, _route.Runs);

        _workers.RunAll(_worker);
        Assert.Equal(1, _route.Runs);
        Assert.StartsWith("SIP/2.0 408 Request Timeout", Encoding.Latin1.GetString(_network.Last), StringComparison.Ordinal);
    }

    [Fact]
    public void With_no_room_for_the_route_the_timeout_comes_again()
    {
        _workers.Limit = 0;
        Relay(_route);
        _timers.Advance(31_000);
        Assert.Equal(0, _workers.Count);

        _workers.Limit = 1;
        _timers.Advance(100);

        Assert.Equal(1, _workers.Count);
    }

    [Fact]
    public void Without_a_route_the_timer_answers_by_itself()
    {
        Relay(route: null);

        _timers.Advance(31_000);

        Assert.StartsWith("SIP/2.0 408 Request Timeout", Encoding.Latin1.GetString(_network.Last), StringComparison.Ordinal);
    }

    private void Relay(RouteBody? route)
    {
        var context = _worker.Rent();
        context.Snapshot = new Snapshot(1, new CoreSettings(), new RouteTable(new Dictionary<(RouteKinds, string), RouteBody>()), []);
        context.Received = new ReceivedFrom
        {
            Socket = _network.Sockets[0],
            Remote = new HostEndPoint([192, 0, 2, 1], 5060),
            Local = _network.Sockets[0].Local,
            Protocol = TransportProtocol.Udp,
            UtcTicks = 0,
        };
        var bytes = Encoding.Latin1.GetBytes(Request);
        Assert.True(context.Message.TryParse(bytes, bytes.Length));
        SetupPool.Of(context).OnFailure = route;
        Assert.Equal(1, _tm.Relay(context).Value);
        _tm.AfterRoute(context);
        _worker.Return(context);
    }

    private sealed class CountedRoute : RouteBody
    {
        public int Runs { get; private set; }

        public override RouteResult Run(RoutingContext context)
        {
            Runs++;
            return new RouteResult(1);
        }
    }
}
