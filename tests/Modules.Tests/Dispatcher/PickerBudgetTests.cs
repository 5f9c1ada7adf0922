using System.Text;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Dispatcher;

namespace Signalbox.Modules.Tests.Dispatcher;

public sealed class PickerBudgetTests
{
    private static readonly byte[] Request = Encoding.Latin1.GetBytes(
        "INVITE sip:bob@example.org SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:18101;branch=z9hG4bK1\r\nFrom: <sip:alice@example.com>;tag=1\r\n"
        + "To: <sip:bob@example.net>\r\nCall-ID: c1\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n");

    [Fact]
    public void Choosing_allocates_nothing_whatever_the_algorithm()
    {
        var context = new WorkerState(0, "test").Rent();
        Assert.True(context.Message.TryParse(Request, Request.Length));
        var targets = Enumerable.Range(7001, 5).Select(static port =>
            new DispatchTarget(DestinationReader.ReadLine($"1 sip:127.0.0.1:{port} 0 0 weight=20;rweight=20").Line!, new DispatchLoad()));
        var set = new DispatchSet(1, targets);
        var picker = new DispatchPicker(usesDefault: true, usesUserOnly: false, usesLatency: true, key: null);
        var order = new List<DispatchTarget>();
        long before = 0;
        for (var round = 0; round < 200; round++)
        {
            if (round == 100)
                before = GC.GetAllocatedBytesForCurrentThread();

            foreach (var algorithm in (ReadOnlySpan<DispatchAlgorithm>)[
                DispatchAlgorithm.CallId, DispatchAlgorithm.FromUri, DispatchAlgorithm.ToUri, DispatchAlgorithm.RequestUri, DispatchAlgorithm.RoundRobin, DispatchAlgorithm.AuthUser,
                DispatchAlgorithm.Random, DispatchAlgorithm.Priority, DispatchAlgorithm.Weight, DispatchAlgorithm.CallLoad, DispatchAlgorithm.RelativeWeight, DispatchAlgorithm.Latency])
            {
                order.Clear();
                if (!picker.Pick(context, set, algorithm, order) || order.Count != 5)
                    Assert.Fail($"{algorithm}: {order.Count}");
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
