using System.Text;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Tm;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Tm;

/// <summary>tm alone, on a network and a clock that a test turns by hand.</summary>
internal sealed class TmBench
{
    private readonly Snapshot _snapshot = new(1, new CoreSettings(), new RouteTable(new Dictionary<(RouteKinds, string), RouteBody>()), []);

    public TmBench()
    {
        Timers = new StillTimers(Worker);
        Tm = new TmModule(Network, Network, Timers, Network, new StateStore(), Network, Workers, TimeProvider.System, new LoopbackEngine());
        Tm.StartAsync(CancellationToken.None);
    }

    public WorkerState Worker { get; } = new(0, "test");

    public StillNetwork Network { get; } = new();

    public KeptWorkers Workers { get; } = new();

    public StillTimers Timers { get; }

    public TmModule Tm { get; }

    public string Sent => Encoding.Latin1.GetString(Network.Last);

    /// <summary>Relays a request as a script without routes would.</summary>
    public int Relay(string request, Action<TransactionSetup>? prepare = null) => Relay(Encoding.Latin1.GetBytes(request), prepare);

    /// <summary>The same; allocates nothing itself.</summary>
    public int Relay(byte[] request, Action<TransactionSetup>? prepare = null)
    {
        var context = Receive(request, request.Length, [192, 0, 2, 1]);
        prepare?.Invoke(SetupPool.Of(context));
        var code = Tm.Relay(context).Value;
        Tm.AfterRoute(context);
        Worker.Return(context);
        return code;
    }

    /// <summary>Answers the last request sent.</summary>
    public void Answer(string status)
    {
        var reply = Encoding.Latin1.GetBytes(status + Sent[Sent.IndexOf("\r\n", StringComparison.Ordinal)..]);
        Assert.True(TakeReply(reply, reply.Length));
    }

    /// <summary>Takes a reply; false when it belongs to no transaction. Allocates nothing itself.</summary>
    public bool TakeReply(byte[] reply, int length)
    {
        var context = Receive(reply, length, [192, 0, 2, 2]);
        Tm.Match(context);
        var isTaken = Tm.Handle(context);
        Worker.Return(context);
        return isTaken;
    }

    private RoutingContext Receive(byte[] bytes, int length, ReadOnlySpan<byte> address)
    {
        var context = Worker.Rent();
        context.Snapshot = _snapshot;
        context.Received = new ReceivedFrom
        {
            Socket = Network.Sockets[0],
            Remote = new HostEndPoint(address, 5060),
            Local = Network.Sockets[0].Local,
            Protocol = TransportProtocol.Udp,
            UtcTicks = 0,
        };
        if (!context.Message.TryParse(bytes, length))
            throw new ArgumentException("no SIP message", nameof(bytes));

        return context;
    }
}
