using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Registrar;
using Signalbox.Modules.Tests.Usrloc;

namespace Signalbox.Modules.Tests.Registrar;

public sealed class LookupTests
{
    [Fact]
    public void The_best_contact_becomes_the_request_uri_and_the_others_branches()
    {
        var bench = new RegistrarBench(static module => module.UsePath = true);
        bench.Save(TestRequests.Register("<sip:b1@192.0.2.1>;q=0.5, <sip:b2@192.0.2.2>, <sip:b3@192.0.2.3>;q=1.0"));
        var context = bench.Requests.Parse(TestRequests.Invite("sip:BOB@other.example"));

        Assert.Equal(1, bench.Module.Lookup(context, "location").Value);

        Assert.Equal("sip:b3@192.0.2.3", RegistrarBench.Text(context.NewRequestUri));
        Assert.Equal(1000, context.Q);
        Assert.StartsWith("uloc-", RegistrarBench.Text(context.Ruid), StringComparison.Ordinal);
        Assert.Same(context.Received.Socket, context.ForcedSocket!);
        Assert.Equal(["sip:b1@192.0.2.1", "sip:b2@192.0.2.2"], Uris(context));
        Assert.Equal([500, -1], [context.Branches[0].Q, context.Branches[1].Q]);
    }

    [Fact]
    public void Path_and_received_become_the_next_hop()
    {
        var bench = new RegistrarBench(static module => (module.UsePath, module.PathMode, module.ReceivedAvp) = (true, 0, "$avp(RECEIVED)"));
        bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>", headers: "Path: <sip:192.0.2.9;lr>, <sip:192.0.2.8;lr>\r\n"));
        var natted = bench.Requests.Parse(TestRequests.Register("<sip:eve@10.0.0.1>", to: "sip:eve@example.com"));
        natted.Avps.Push("RECEIVED", ScriptValue.Of("sip:192.0.2.1:5070"));
        natted.BranchFlags = 64;
        bench.Module.Save(natted, "location");

        var first = bench.Requests.Parse(TestRequests.Invite("sip:bob@example.com"));
        bench.Module.Lookup(first, "location");
        var second = bench.Requests.Parse(TestRequests.Invite("sip:eve@example.com"));
        bench.Module.Lookup(second, "location");

        Assert.Equal("<sip:192.0.2.9;lr>, <sip:192.0.2.8;lr>", RegistrarBench.Text(first.Path));
        Assert.Equal("sip:192.0.2.9;lr", RegistrarBench.Text(first.DestinationUri));
        Assert.Equal("sip:192.0.2.1:5070", RegistrarBench.Text(second.DestinationUri));
        Assert.False(second.Path.IsSet);
        Assert.Equal(64u, second.BranchFlags);
    }

    [Fact]
    public void Nobody_wrong_method_and_bad_uri_have_their_codes()
    {
        var bench = new RegistrarBench(static module => module.MethodFiltering = true);
        bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>", headers: "Allow: INVITE, ACK, BYE\r\n"));

        Assert.Equal(-1, Lookup(bench, "sip:nobody@example.com"));
        Assert.Equal(-2, Lookup(bench, "sip:bob@example.com", "MESSAGE"));
        Assert.Equal(1, Lookup(bench, "sip:bob@example.com"));
        Assert.Equal(-3, Lookup(bench, "nonsense:bob"));
        Assert.Equal(-1, bench.Module.Lookup(bench.Requests.Parse(TestRequests.Invite("sip:bob@example.com")), "other").Value);
    }

    [Fact]
    public void Expired_contacts_are_not_found_and_the_script_is_told_once()
    {
        var bench = new RegistrarBench();
        var seen = new List<string>();
        bench.Module.ContactExpired.Body = new StubRoute(context => seen.Add(
            bench.Module.ReadContact(context, new VariableKey("exp=>addr", ContactKey.Parse("exp=>addr", out _), VariableIndex.None)).ToText()));
        bench.Save(TestRequests.Register("<sip:b1@192.0.2.1>;expires=60, <sip:b2@192.0.2.2>"));
        bench.Time.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(1, Lookup(bench, "sip:bob@example.com"));
        bench.Timers.FireAll(bench.Requests.Worker);
        bench.Timers.FireAll(bench.Requests.Worker);

        Assert.Equal(["sip:b1@192.0.2.1"], seen);
        Assert.Equal(1, bench.Locations.Table("location").ContactCount);
        Assert.Equal(0, bench.Reload.Retained);
    }

    [Fact]
    public void Registered_compares_what_it_is_asked_to()
    {
        var bench = new RegistrarBench();
        bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>"));
        var same = bench.Requests.Parse(TestRequests.Register("<sip:bob@192.0.2.1>"));
        var other = bench.Requests.Parse(TestRequests.Register("<sip:bob@192.0.2.2>", callId: "c2"));
        var uri = ScriptValue.Of("sip:bob@x.example");

        Assert.Equal(1, bench.Module.Registered(other, "location", uri).Value);
        Assert.Equal(1, bench.Module.Registered(same, "location", uri, 5).Value);
        Assert.Equal(-1, bench.Module.Registered(other, "location", uri, 1).Value);
        Assert.Equal(-1, bench.Module.Registered(other, "location", uri, 4).Value);
        Assert.Equal(-1, bench.Module.Registered(other, "location").Value);
    }

    [Fact]
    public void Unregister_removes_by_uri_and_by_record_id()
    {
        var bench = new RegistrarBench();
        bench.Save(TestRequests.Register("<sip:b1@192.0.2.1>, <sip:b2@192.0.2.2>"));
        var context = bench.Requests.Parse(TestRequests.Invite("sip:bob@example.com"));
        bench.Module.Lookup(context, "location");

        Assert.Equal(1, bench.Module.Unregister(context, "location", ScriptValue.Empty, ScriptValue.Of(RegistrarBench.Text(context.Ruid))).Value);
        Assert.Equal(1, bench.Locations.Table("location").ContactCount);
        Assert.Equal(1, bench.Module.Unregister(context, "location", ScriptValue.Of("sip:bob@example.com")).Value);
        Assert.Equal(0, bench.Locations.Table("location").ContactCount);
    }

    [Fact]
    public void Fetched_contacts_are_read_by_index()
    {
        var bench = new RegistrarBench();
        bench.Save(TestRequests.Register("<sip:b1@192.0.2.1>, <sip:b2@192.0.2.2>;q=0.25"));
        var context = bench.Requests.Parse(TestRequests.Invite("sip:bob@example.com"));

        Assert.Equal(1, bench.Module.FetchContacts(context, "location", ScriptValue.Of("sip:bob@example.com"), "p").Value);

        Assert.Equal("2", Ulc(bench, context, "p=>count", VariableIndex.None));
        Assert.Equal("sip:b2@192.0.2.2", Ulc(bench, context, "p=>addr", VariableIndex.None));
        Assert.Equal("sip:b1@192.0.2.1", Ulc(bench, context, "p=>addr", VariableIndex.Of(1)));
        Assert.Equal("250", Ulc(bench, context, "p=>q", VariableIndex.None));
        Assert.Null(ContactKey.Parse("p=>nothing", out var error));
        Assert.StartsWith("unknown attribute 'nothing'", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Looking_up_a_registered_contact_allocates_nothing()
    {
        var bench = new RegistrarBench();
        bench.Save(TestRequests.Register("<sip:b1@192.0.2.1>, <sip:b2@192.0.2.2>"));
        var context = bench.Requests.Parse(TestRequests.Invite("sip:bob@example.com"));
        for (var i = 0; i < 100; i++)
            Again(bench, context);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Again(bench, context);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Again(RegistrarBench bench, RoutingContext context)
    {
        context.NewRequestUri.Clear();
        context.Branches.Clear();
        if (bench.Module.Lookup(context, "location").Value != 1)
            throw new InvalidOperationException("not found");
    }

    private static int Lookup(RegistrarBench bench, string uri, string method = "INVITE") =>
        bench.Module.Lookup(bench.Requests.Parse(TestRequests.Invite(uri, method)), "location").Value;

    private static string Ulc(RegistrarBench bench, RoutingContext context, string inner, VariableIndex index) =>
        bench.Module.ReadContact(context, new VariableKey(inner, ContactKey.Parse(inner, out _), index)).ToText();

    private static List<string> Uris(RoutingContext context)
    {
        var uris = new List<string>();
        for (var i = 0; i < context.Branches.Count; i++)
            uris.Add(Encoding.Latin1.GetString(context.Branches[i].Uri.Span));

        return uris;
    }
}
