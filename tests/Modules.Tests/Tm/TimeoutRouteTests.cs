using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tests.Tm;

/// <summary>The timer has one thread for all transactions, and a failure_route may sleep.</summary>
public sealed class TimeoutRouteTests
{
    private const string Request =
        "MESSAGE sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1\r\nMax-Forwards: 70\r\n"
        + "From: <sip:alice@example.org>;tag=f1\r\nTo: <sip:bob@example.org>\r\nCall-ID: timeout\r\nCSeq: 1 MESSAGE\r\nContent-Length: 0\r\n\r\n";

    private readonly TmBench _bench = new();
    private readonly CountedRoute _route = new();

    [Fact]
    public void A_failure_route_of_a_timeout_does_not_run_on_the_timer()
    {
        _bench.Relay(Request, setup => setup.OnFailure = _route);

        _bench.Timers.Advance(31_000);
        Assert.Equal(0, _route.Runs);

        _bench.Workers.RunAll(_bench.Worker);
        Assert.Equal(1, _route.Runs);
        Assert.StartsWith("SIP/2.0 408 Request Timeout", _bench.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public void With_no_room_for_the_route_the_timeout_comes_again()
    {
        _bench.Workers.Limit = 0;
        _bench.Relay(Request, setup => setup.OnFailure = _route);
        _bench.Timers.Advance(31_000);
        Assert.Equal(0, _bench.Workers.Count);

        _bench.Workers.Limit = 1;
        _bench.Timers.Advance(100);

        Assert.Equal(1, _bench.Workers.Count);
    }

    [Fact]
    public void Without_a_route_the_timer_answers_by_itself()
    {
        _bench.Relay(Request);

        _bench.Timers.Advance(31_000);

        Assert.StartsWith("SIP/2.0 408 Request Timeout", _bench.Sent, StringComparison.Ordinal);
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
