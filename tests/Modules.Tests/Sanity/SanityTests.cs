using Signalbox.Engine.Values;
using Signalbox.Modules.Sanity;
using Signalbox.Modules.Tests.Usrloc;
using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Sanity;

public sealed class SanityTests
{
    private readonly TestRequests _requests = new();
    private readonly FakeReplies _replies = new();

    public static TheoryData<string> Recorded()
    {
        var data = new TheoryData<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Cases/Sanity"), "*.sip").Order(StringComparer.Ordinal))
            data.Add(Path.GetFileName(file));

        return data;
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Recorded_messages_are_judged_as_the_peer_judged_them(string file)
    {
        var messages = Recording.Read($"Cases/Sanity/{file}");
        var line = messages[1].Text.Split("\r\n")[0]["SIP/2.0 ".Length..];
        var expected = line.StartsWith("400 ", StringComparison.Ordinal) ? line : string.Empty;

        var result = Module().Check(_requests.Parse(messages[0].Bytes), 17895, 7);

        Assert.Equal(expected.Length > 0 ? -1 : 1, result.Value);
        Assert.Equal(expected, _replies.Sent.Count == 0 ? string.Empty : _replies.Last.TrimEnd());
    }

    [Fact]
    public void A_bad_request_is_answered_once()
    {
        var module = Module();
        var context = _requests.Parse(TestRequests.Invite("http://example.com"));

        Assert.Equal(-1, module.Check(context).Value);
        Assert.Equal(-1, module.Check(context).Value);
        Assert.Equal(-1, module.Reply(context).Value);

        Assert.Equal(["400 Bad Request URI\r\n"], _replies.Sent);
    }

    [Theory]
    [InlineData("ACK")]
    [InlineData("SIP/2.0 200 OK")]
    public void Acks_and_replies_are_never_answered(string start)
    {
        var message = start == "ACK"
            ? TestRequests.Invite("http://example.com", "ACK")
            : TestRequests.Invite("sip:bob@example.com").Replace("INVITE sip:bob@example.com SIP/2.0", start, StringComparison.Ordinal).Replace("Content-Length: 0", "Content-Length: 9", StringComparison.Ordinal);

        Assert.Equal(-1, Module().Check(_requests.Parse(message)).Value);

        Assert.Empty(_replies.Sent);
    }

    [Fact]
    public void Noreply_holds_the_answer_back_and_autodrop_ends_the_script()
    {
        var module = Module();
        (module.NoReply, module.AutoDrop) = (true, true);
        var context = _requests.Parse(TestRequests.Invite("http://example.com"));

        Assert.Equal(0, module.Check(context).Value);
        Assert.Empty(_replies.Sent);
        Assert.Equal(1, module.Reply(context).Value);
        Assert.Equal("400 Bad Request URI\r\n", _replies.Last);
    }

    [Theory]
    [InlineData("Proxy-Require: foo, 100rel, bar\r\n", "420 Bad Extension\r\nUnsupported: foo, bar\r\n")]
    [InlineData("Proxy-Require: 100REL\r\n", "")]
    [InlineData("Expires: 4294967297\r\n", "400 Expires value is illegal\r\n")]
    [InlineData("Expires: 4294967296\r\n", "")]
    [InlineData("Contact: <nonsense>\r\n", "400 Invalid Contact Header\r\n")]
    [InlineData("Contact: *\r\n", "")]
    [InlineData("Authorization: Digest username=\"a,b\", realm=\"r\", nonce=\"n\", uri=\"u\", response=\"x\"\r\n", "")]
    [InlineData("Authorization: Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"u\"\r\n", "400 Bad Authentication Credentials\r\n")]
    [InlineData("Authorization: garbage\r\n", "400 Bad Authorization Header\r\n")]
    public void Headers_are_checked(string header, string reply)
    {
        var module = Module(static module => (module.ProxyRequire, module.UriChecks) = ("100rel", 15));
        var message = TestRequests.Invite("sip:bob@example.com").Replace("Content-Length", header + "Content-Length", StringComparison.Ordinal);

        var result = module.Check(_requests.Parse(message)).Value;

        Assert.Equal(reply.Length == 0 ? 1 : -1, result);
        Assert.Equal(reply, _replies.Sent.Count == 0 ? string.Empty : _replies.Last);
    }

    [Fact]
    public void A_good_message_costs_nothing()
    {
        var module = Module();
        var context = _requests.Parse(TestRequests.Invite("sip:bob@example.com"));
        const int checks = 17895;
        const int uris = 7;
        for (var i = 0; i < 100; i++)
            module.Check(context, checks, uris);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            module.Check(context, checks, uris);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private SanityModule Module(Action<SanityModule>? set = null)
    {
        var module = new SanityModule { AutoDrop = false };
        set?.Invoke(module);
        TestRequests.Validate(module, _replies);
        return module;
    }
}
