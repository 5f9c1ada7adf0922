using Signalbox.Modules.Tests.Usrloc;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tests.Registrar;

public sealed class SaveTests
{
    [Fact]
    public void Save_tells_what_it_did()
    {
        var bench = new RegistrarBench();

        Assert.Equal(4, bench.Save(TestRequests.Register(string.Empty)));
        Assert.Equal(1, bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>", 1)));
        Assert.Equal(2, bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>", 2)));
        Assert.Equal(3, bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>;expires=0", 3)));
        Assert.Equal(-1, bench.Save(TestRequests.Register("<sip:bob@192.0.2.1", 4)));
        Assert.Equal(4, bench.Module.AcceptedRegistrations.Value);
        Assert.Equal(1, bench.Module.RejectedRegistrations.Value);
    }

    [Fact]
    public void More_contacts_than_allowed_are_refused_with_503()
    {
        var bench = new RegistrarBench(static module => (module.MaxContacts, module.RetryAfter) = (1, 30));

        bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>"));

        Assert.Equal(-2, bench.Save(TestRequests.Register("<sip:bob@192.0.2.2>", 2)));
        Assert.Equal(
            "503 Service Unavailable\r\nContact: <sip:bob@192.0.2.1>;expires=3600\r\nP-Registrar-Error: Too many registered contacts\r\nRetry-After: 30\r\n",
            bench.Replies.Last);
    }

    [Fact]
    public void A_refused_registration_changes_nothing()
    {
        var bench = new RegistrarBench(static module => module.MaxContacts = 2);

        bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>, <sip:bob@192.0.2.2>, <sip:bob@192.0.2.3>"));

        Assert.Equal(0, bench.Locations.Table("location").ContactCount);
    }

    [Fact]
    public void The_same_CSeq_is_a_retransmission_for_some_seconds_only()
    {
        var bench = new RegistrarBench();
        bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>", 7));

        Assert.Equal(2, bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>", 7)));
        bench.Time.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal(-1, bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>", 7)));
        Assert.Equal(2, bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>", 1, callId: "c2")));
    }

    [Fact]
    public void Flags_hold_the_reply_back_or_keep_one_contact()
    {
        var bench = new RegistrarBench();
        bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>", 1));

        bench.Save(TestRequests.Register("<sip:bob@192.0.2.2>", 2), 0x06);

        Assert.Single(bench.Replies.Sent);
        Assert.Equal(1, bench.Locations.Table("location").ContactCount);

        var context = bench.Requests.Parse(TestRequests.Register("<sip:bob@192.0.2.2>", 3));
        bench.Module.Save(context, "location", 16);
        Assert.Single(bench.Replies.Sent);
        Assert.Equal(1, bench.Module.SendReply(context).Value);
        Assert.Equal(-1, bench.Module.SendReply(context).Value);
        Assert.Equal("200 OK\r\nContact: <sip:bob@192.0.2.2>;expires=3600\r\n", bench.Replies.Last);
    }

    [Theory]
    [InlineData(2, "", "420 Bad Extension\r\nP-Registrar-Error: Path is not supported by the user agent\r\nUnsupported: path\r\n")]
    [InlineData(2, "Supported: gruu, path\r\n", "200 OK\r\nContact: <sip:bob@192.0.2.1>;expires=3600\r\nPath: <sip:192.0.2.9;lr>\r\n")]
    [InlineData(1, "Supported: path\r\n", "200 OK\r\nContact: <sip:bob@192.0.2.1>;expires=3600\r\nPath: <sip:192.0.2.9;lr>\r\n")]
    [InlineData(1, "", "200 OK\r\nContact: <sip:bob@192.0.2.1>;expires=3600\r\n")]
    [InlineData(0, "Supported: path\r\n", "200 OK\r\nContact: <sip:bob@192.0.2.1>;expires=3600\r\n")]
    public void Path_is_told_back_by_its_mode(int mode, string headers, string reply)
    {
        var bench = new RegistrarBench(module => (module.UsePath, module.PathMode) = (true, mode));

        bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>", headers: "Path: <sip:192.0.2.9;lr>\r\n" + headers));

        Assert.Equal(reply, bench.Replies.Last);
    }

    [Fact]
    public void A_short_life_is_refused_when_asked_to()
    {
        var bench = new RegistrarBench(static module => module.MinExpiresMode = 1);

        Assert.Equal(-1, bench.Save(TestRequests.Register("<sip:bob@192.0.2.1>;expires=30")));
        Assert.StartsWith("423 Interval Too Brief\r\n", bench.Replies.Last, StringComparison.Ordinal);
        Assert.EndsWith("Min-Expires: 60\r\n", bench.Replies.Last, StringComparison.Ordinal);
    }

    [Fact]
    public void The_true_source_is_kept_and_shown()
    {
        var bench = new RegistrarBench(static module => module.ReceivedAvp = "$avp(RECEIVED)");
        var context = bench.Requests.Parse(TestRequests.Register("<sip:bob@10.0.0.1>"));
        context.Avps.Push("RECEIVED", ScriptValue.Of("sip:192.0.2.1:5070"));

        bench.Module.Save(context, "location");

        Assert.Equal("200 OK\r\nContact: <sip:bob@10.0.0.1>;expires=3600;received=\"sip:192.0.2.1:5070\"\r\n", bench.Replies.Last);
    }

    [Theory]
    [InlineData("$var(x)")]
    [InlineData("$avp()")]
    [InlineData("RECEIVED")]
    public void Received_avp_must_be_an_AVP(string text) =>
        Assert.True(new RegistrarBench(module => module.ReceivedAvp = text).Diagnostics.HasErrors);

    [Theory]
    [InlineData("Expires: 1000\r\n", 20, 0, 0, 800, 1000)]
    [InlineData("Expires: 1000\r\n", 0, 20, 0, 1000, 1000)]
    [InlineData("", 0, 20, 0, 800, 1000)]
    [InlineData("", 20, 0, 0, 1000, 1000)]
    [InlineData("Expires: 1000\r\n", 20, 20, 8, 1000, 1000)]
    public void Lives_are_shortened_at_random_within_the_range_of_their_kind(string header, int asked, int usual, int flags, int least, int most)
    {
        var bench = new RegistrarBench(module =>
        {
            module.DefaultExpires = 1000;
            module.ExpiresRange = asked;
            module.DefaultExpiresRange = usual;
        });
        var lives = new List<long>();
        for (var i = 0; i < 100; i++)
        {
            bench.Save(TestRequests.Register($"<sip:bob@192.0.2.1:{2000 + i}>", 1, header), flags);
            lives.Add(bench.Locations.Table("location").Find("bob"u8)[^1].Expires - bench.Locations.Now);
        }

        Assert.All(lives, life => Assert.InRange(life, least, most));
        Assert.Equal(least != most, lives.Distinct().Count() > 1);
    }
}
