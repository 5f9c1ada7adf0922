using System.Globalization;
using System.Text;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Tm;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Tm;

/// <summary>What a relayed request may cost.</summary>
public sealed class TransactionBudgetTests
{
    private const string Request =
        "BYE sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-000000;rport\r\nMax-Forwards: 70\r\n"
        + "From: <sip:alice@example.org>;tag=f1\r\nTo: <sip:bob@example.org>;tag=t1\r\nCall-ID: budget\r\nCSeq: 000000 BYE\r\nContent-Length: 0\r\n\r\n";

    private const int MaxBytesEach = 4096;
    private readonly WorkerState _worker = new(0, "test");
    private readonly StillNetwork _network = new();
    private readonly StillTimers _timers;
    private readonly TmModule _tm;
    private readonly Snapshot _snapshot;
    private readonly byte[] _request = Encoding.Latin1.GetBytes(Request);
    private readonly byte[] _reply = new byte[4096];

    public TransactionBudgetTests()
    {
        _timers = new StillTimers(_worker);
        _tm = new TmModule(_network, _network, _timers, _network, new StateStore(), _network, new KeptWorkers(), TimeProvider.System, new LoopbackEngine());
        _tm.StartAsync(CancellationToken.None);
        _snapshot = new Snapshot(1, new CoreSettings(), new RouteTable(new Dictionary<(RouteKinds, string), RouteBody>()), []);
    }

    [Fact]
    public void A_relayed_request_and_its_reply_allocate_nothing_in_steady_state()
    {
        for (var i = 0; i < 600; i++)
            Exchange(i);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 600; i < 1600; i++)
            Exchange(i);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(3200, _network.SentCount);
    }

    [Fact]
    public void An_ended_transaction_leaves_no_timer_and_no_generation_behind()
    {
        Exchange(1);

        _timers.Advance(6000);

        Assert.Equal(0, _timers.Count);
        Assert.Equal(0, _network.Retained);
    }

    [Fact]
    public void A_thousand_waiting_transactions_need_little_memory_each()
    {
        Relay(0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 1; i <= 1000; i++)
            Relay(i);

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1000;

        Assert.InRange(each, 0, MaxBytesEach);
        GC.KeepAlive(_tm);
    }

    private void Exchange(int number)
    {
        Relay(number);
        Answer();
        if (number % 50 == 0)
            _timers.Advance(6000);
    }

    private void Relay(int number)
    {
        Number(_request, "bK-"u8, number);
        Number(_request, "CSeq: "u8, number);
        var context = Receive(_request, _request.Length, [192, 0, 2, 1]);
        Require(_tm.Relay(context).Value == 1);
        _tm.AfterRoute(context);
        _worker.Return(context);
    }

    private void Answer()
    {
        var sent = _network.Last;
        var headers = sent[(sent.IndexOf("\r\n"u8) + 2)..];
        "SIP/2.0 200 OK\r\n"u8.CopyTo(_reply);
        headers.CopyTo(_reply.AsSpan(16));
        var context = Receive(_reply, 16 + headers.Length, [192, 0, 2, 2]);
        _tm.Match(context);
        Require(_tm.Handle(context));
        _worker.Return(context);
    }

    private RoutingContext Receive(byte[] bytes, int length, ReadOnlySpan<byte> address)
    {
        var context = _worker.Rent();
        context.Snapshot = _snapshot;
        context.Received = new ReceivedFrom
        {
            Socket = _network.Sockets[0],
            Remote = new HostEndPoint(address, 5060),
            Local = _network.Sockets[0].Local,
            Protocol = TransportProtocol.Udp,
            UtcTicks = 0,
        };
        Require(context.Message.TryParse(bytes, length));
        return context;
    }

    // xunit's own assertions allocate.
    private static void Require(bool condition)
    {
        if (!condition)
            throw new InvalidOperationException("the exchange failed");
    }

    private static void Number(byte[] message, ReadOnlySpan<byte> after, int number)
    {
        var place = message.AsSpan().IndexOf(after) + after.Length;
        number.TryFormat(message.AsSpan(place, 6), out _, "D6", CultureInfo.InvariantCulture);
    }
}
