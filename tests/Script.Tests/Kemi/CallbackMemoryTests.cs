using Signalbox.Engine.Routing;
using Xunit;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>Callbacks leave nothing behind: what scripts/soak.sh --kemi looks at for ten million, here for some.</summary>
[Collection(nameof(CallbackMemoryTests))]
[CollectionDefinition(nameof(CallbackMemoryTests), DisableParallelization = true)]
public sealed class CallbackMemoryTests
{
    private const int Calls = 20_000;
    private const int Rounds = 4;
    private const int MostBytesHeldEach = 1;
    private const string Modules = "loadmodule \"kemix.so\"\nloadmodule \"textops.so\"\nloadmodule \"siputils.so\"\nloadmodule \"corex.so\"\nloadmodule \"maxfwd.so\"\nloadmodule \"textopsx.so\"";

    [Theory]
    [InlineData("lua", "function ksr_request_route() local u = KSR.kx.get_furi() .. KSR.pv.gete('$rU') KSR.pv.sets('$var(a)', u) if KSR.siputils.has_totag() > 0 or KSR.isflagset(3) or KSR.hdr.is_present('X-No') > 0 then return end KSR.setflag(4) end", 64)]
    [InlineData("jsdt", "function ksr_request_route() { var u = KSR.kx.get_furi() + KSR.pv.gete('$rU'); KSR.pv.sets('$var(a)', u); if (KSR.siputils.has_totag() > 0 || KSR.isflagset(3) || KSR.hdr.is_present('X-No') > 0) return; KSR.setflag(4); }", 4096)]
    public void Callbacks_allocate_little_and_hold_nothing(string language, string script, int mostBytesEach)
    {
        using var server = new KemiServer(language, script, Modules);
        Assert.True(server.Snapshot is not null, server.Report);
        var context = server.Context();
        var route = server.Snapshot.Routes.Request!;
        Run(route, context);
        var growth = new List<long>();
        for (var i = 0; i < Rounds; i++)
        {
            var held = Held();
            var before = GC.GetAllocatedBytesForCurrentThread();
            Run(route, context);
            var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
            growth.Add(Held() - held);
            Assert.True(each <= mostBytesEach, $"{each} B per callback");
        }

        // What callbacks leave behind they leave behind in every round; what the process itself keeps once is in some.
        Assert.True(growth.Min() <= Calls * MostBytesHeldEach, $"bytes more after each {Calls} callbacks: {string.Join(", ", growth)}");
        Assert.Empty(server.Log.Lines);
    }

    // No other test runs meanwhile, but what those before left to finalizers must be gone first.
    private static long Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static void Run(RouteBody route, RoutingContext context)
    {
        for (var i = 0; i < Calls; i++)
            route.Run(context);
    }
}
