using Signalbox.Engine.Routing;
using Xunit;

namespace Signalbox.Script.Tests.Compilation;

public sealed class CompiledRouteTests
{
    private const string Head = "loadmodule \"probe\"\nloadmodule \"tm\"\n";

    [Theory]
    [InlineData("exit;", 0, true, false)]
    [InlineData("drop;", 0, true, true)]
    [InlineData("return 5;", 5, false, false)]
    [InlineData("return 0;", 0, true, false)]
    [InlineData("break;", 0, false, false)]
    [InlineData("is_method(\"BYE\");", -1, false, false)]
    [InlineData("$var(x) = 1;", 1, false, false)]
    [InlineData("strange(0); $var(x) = 1;", 0, true, false)]
    [InlineData("if (strange(0)) { return 5; } return 6;", 0, true, false)]
    [InlineData("if (route(D)) { return 5; } return 6;", 0, true, true)]
    [InlineData("$var(r) = strange(-7); return $var(r);", -7, false, false)]
    [InlineData("$var(r) = 1 / 0; return 4;", 4, false, false)]
    [InlineData("if (1 / $null) { return 5; } else { return 6; }", 6, false, false)]
    [InlineData("while (1) { $var(w) = $var(w) + 1; } return $var(w);", 100, false, false)]
    public void A_route_ends_as_its_statements_say(string body, int code, bool exit, bool drop)
    {
        var probe = new Probe();
        var snapshot = probe.Load($"{Head}route[D] {{ drop; }}\nrequest_route {{ {body} }}");
        Assert.True(snapshot is not null, probe.Report);

        Assert.Equal(new RouteResult(code, exit, drop), probe.Run(snapshot));
    }

    [Fact]
    public void A_defect_in_a_module_ends_the_run_only()
    {
        var probe = new Probe();
        var snapshot = probe.Load($"{Head}request_route {{ P(\"a\"); P(\"$(rm{{s.substr,90,1}})\"); P(\"b\"); }}")!;

        var result = probe.Run(snapshot);

        Assert.True(result.Exit);
        Assert.Equal("a", probe.Output);
        Assert.Contains("ended by a defect", Assert.Single(probe.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Blocking_functions_are_noted()
    {
        Assert.False(new Probe().Load(Head + "request_route { exit; }")!.CanBlock);
        Assert.True(new Probe().Load(Head + "request_route { t_wait(5); }")!.CanBlock);
    }

    [Fact]
    public void An_event_route_is_found_by_its_module()
    {
        var snapshot = new Probe().Load(Head + "event_route[tm:done] { exit; }\nrequest_route { exit; }")!;

        Assert.True(((ProbeParameters)snapshot.Module("tm")!.Instance).Done.IsDefined);
    }

    [Fact]
    public void Core_parameters_addresses_and_aliases_reach_the_settings()
    {
        var options = new LoaderOptions { Path = "test.cfg", Listen = ["udp:127.0.0.1:5090"] };
        var snapshot = new Probe().Load("children=3\nlisten=127.0.0.1 advertise a.test:99 name \"s\"\nalias=B.test:5061\nfork=no\nrequest_route { exit; }", options)!;

        Assert.Equal(3, snapshot.Settings.Children);
        Assert.Equal(
            ["Udp 127.0.0.1 5090  0 ", "Udp 127.0.0.1 0 a.test 99 s", "Tcp 127.0.0.1 0 a.test 99 s"],
            snapshot.Settings.Listen.Select(static one => $"{one.Protocol} {one.Host} {one.Port} {one.AdvertisedHost} {one.AdvertisedPort} {one.Name}"));
        Assert.Equal(("b.test", 5061), (snapshot.Settings.Aliases[0].Host, snapshot.Settings.Aliases[0].Port));
        Assert.Equal("0", snapshot.Settings.Accepted["fork"]);
    }

    [Fact]
    public void Running_a_route_allocates_nothing()
    {
        var probe = new Probe();
        var snapshot = probe.Load(Head + """
            request_route {
                if ($rm == "INVITE" && $ru =~ "^sip:[a-z]+@" || is_method("BYE")) { $var(i) = $var(i) + 1; }
                switch($rm) { case /"^B": exit; case "INVITE": route(R); break; default: drop; }
                while ($var(j) < 3) { $var(j) = $var(j) + 1; }
                if (method == "INVITE" && strlen($ru) > 5 && defined $rm && $ru != $null) xlog("L_INFO", "call to $ru as $rm\n");
                $var(j) = 0;
            }
            route[R] { if (!strange(1)) exit; return 3; }
            """);
        Assert.True(snapshot is not null, probe.Report);
        for (var i = 0; i < 2000; i++)
            probe.Run(snapshot);

        var route = snapshot.Routes.Request!;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            route.Run(probe.Context);

        // is_method of the probe is not reached: the first condition holds.
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
