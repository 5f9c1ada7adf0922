using Xunit;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>Callbacks leave nothing behind: what scripts/soak.sh --kemi looks at for ten million, here for some.</summary>
public sealed class CallbackMemoryTests
{
    private const int Calls = 20_000;
    private const string Modules = "loadmodule \"kemix.so\"\nloadmodule \"textops.so\"\nloadmodule \"siputils.so\"\nloadmodule \"corex.so\"\nloadmodule \"maxfwd.so\"\nloadmodule \"textopsx.so\"";

    [Theory]
    [InlineData("lua", "function ksr_request_route() local u = KSR.kx.get_furi() .. KSR.pv.gete('$rU') KSR.pv.sets('$var(a)', u) if KSR.siputils.has_totag() > 0 or KSR.isflagset(3) or KSR.hdr.is_present('X-No') > 0 then return end KSR.setflag(4) end", 64)]
    [InlineData("jsdt", "function ksr_request_route() { var u = KSR.kx.get_furi() + KSR.pv.gete('$rU'); KSR.pv.sets('$var(a)', u); if (KSR.siputils.has_totag() > 0 || KSR.isflagset(3) || KSR.hdr.is_present('X-No') > 0) return; KSR.setflag(4); }", 4096)]
    public void A_callback_allocates_little(string language, string script, int mostBytesEach)
    {
        using var server = new KemiServer(language, script, Modules);
        Assert.True(server.Snapshot is not null, server.Report);
        var context = server.Context();
        var route = server.Snapshot.Routes.Request!;
        Run(route, context);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Run(route, context);

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
        Assert.True(each <= mostBytesEach, $"{each} B per callback");
        Assert.Empty(server.Log.Lines);
    }

    private static void Run(Signalbox.Engine.Routing.RouteBody route, Signalbox.Engine.Routing.RoutingContext context)
    {
        for (var i = 0; i < Calls; i++)
            route.Run(context);
    }
}
