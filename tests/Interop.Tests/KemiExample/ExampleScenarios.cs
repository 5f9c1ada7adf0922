namespace Signalbox.Interop.Tests.KemiExample;

/// <summary>Plays the rows of the recorded table in their order, and tells what the caller received and what else was noted.</summary>
/// <param name="server">Port of the server.</param>
internal sealed partial class ExampleScenarios(int server) : IDisposable
{
    private const string Domain = "sip:example.test";
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(700);
    private readonly ExamplePhone _alice = new(server);
    private readonly ExamplePhone _bob = new(server);
    private readonly ExamplePhone _far = new(server);

    /// <summary>The recorded text with the ports of this run.</summary>
    public string WithPorts(string recorded) => recorded
        .Replace("17260", $"{server}", StringComparison.Ordinal)
        .Replace("17270", $"{_alice.Port}", StringComparison.Ordinal)
        .Replace("17271", $"{_bob.Port}", StringComparison.Ordinal)
        .Replace("17272", $"{_far.Port}", StringComparison.Ordinal);

    /// <summary>Plays one row.</summary>
    public (string Received, string Notes) Play(string scenario)
    {
        foreach (var phone in (ReadOnlySpan<ExamplePhone>)[_alice, _bob, _far])
            phone.ForgetAll();

        return PlayOne(scenario);
    }

    private (string Received, string Notes) PlayOne(string scenario) => scenario switch
    {
        "options-ping" => Ping(),
        "options-user" => Simple("OPTIONS", "sip:nobody@example.test"),
        "max-forwards" => Changed("OPTIONS", Domain, "Max-Forwards: 70", "Max-Forwards: 0"),
        "scanner" => Changed("OPTIONS", Domain, "Content-Length:", "User-Agent: friendly-scanner\r\nContent-Length:"),
        "no-user" => Simple("INVITE", Domain),
        "invite-404" => Simple("INVITE", "sip:nobody@example.test"),
        "register" => Register("bob", $"Contact: <sip:bob@127.0.0.1:{_bob.Port}>\r\nExpires: 600\r\n"),
        "register-query" => Register("bob", string.Empty),
        "options-registered" => Forwarded("OPTIONS", ["Via", "Max-Forwards"]),
        "invite" => Invite(),
        "invite-retransmit" => InviteAgain(),
        "180" => Reply("180 Ringing"),
        "200" => Reply("200 OK"),
        "ack" => InDialog("ACK"),
        "bye" => InDialog("BYE"),
        "bye-no-route" => WithToTag("BYE", $"sip:x@127.0.0.1:{_far.Port}"),
        "bye-local-no-route" => WithToTag("BYE", "sip:bob@example.test"),
        "ack-stray" => WithToTag("ACK", "sip:bob@example.test"),
        "cancel-stray" => Simple("CANCEL", "sip:bob@example.test"),
        "cancel" => Cancel(),
        "busy" => Failing("486 Busy Here", isNoted: true),
        "603" => RefuseNat(),
        "outbound" => Outbound(),
        "message" or "subscribe" or "publish" or "notify" => ToBob(scenario.ToUpperInvariant()),
        "proxy-require" => (Forwarded("OPTIONS", [], "Proxy-Require: foo\r\n").Received, "forwarded"),
        "cseq-mismatch" => Changed("OPTIONS", "sip:bob@example.test", "CSeq: 1 OPTIONS", "CSeq: 1 INVITE"),
        "cseq-bad" => Changed("OPTIONS", "sip:bob@example.test", "CSeq: 1 OPTIONS", "CSeq: x OPTIONS"),
        "no-callid" => Changed("OPTIONS", "sip:bob@example.test", "Call-ID: no-callid\r\n", string.Empty, "no-callid"),
        "bad-clen" => Changed("OPTIONS", "sip:bob@example.test", "Content-Length: 0", "Content-Length: 50"),
        "version" => Changed("OPTIONS", "sip:bob@example.test", " SIP/2.0\r\n", " SIP/3.0\r\n"),
        "unregister" => Register("bob", "Contact: *\r\nExpires: 0\r\n"),
        "register-nat" => Register("nat", "Contact: <sip:nat@10.1.2.3:5060>\r\nExpires: 600\r\n"),
        "invite-nat" => InviteNat(),
        "auth-challenge" => Challenge(),
        "foreign-to-local" => Failing("603 Decline", isNoted: false, "nat", "sip:alice@foreign.test"),
        _ => throw new ArgumentOutOfRangeException(nameof(scenario), scenario, "there is no such scenario"),
    };

    /// <inheritdoc />
    public void Dispose()
    {
        _alice.Dispose();
        _bob.Dispose();
        _far.Dispose();
    }

    private string From(string method, string uri, string callId, string more = "", string to = "sip:bob@example.test") =>
        _alice.Request(method, uri, callId, "sip:alice@example.test", to, more);

    private static string NewCall() => Guid.NewGuid().ToString("N");

    private (string Received, string Notes) Simple(string method, string uri) => (ExamplePhone.First(AnswerOrSilence(From(method, uri, NewCall()))), string.Empty);

    private (string Received, string Notes) Changed(string method, string uri, string before, string after, string? callId = null) =>
        (ExamplePhone.First(AnswerOrSilence(From(method, uri, callId ?? NewCall()).Replace(before, after, StringComparison.Ordinal))), string.Empty);

    private (string Received, string Notes) WithToTag(string method, string uri) =>
        (ExamplePhone.First(AnswerOrSilence(From(method, uri, NewCall()).Replace("To: <sip:bob@example.test>", "To: <sip:bob@example.test>;tag=none", StringComparison.Ordinal))), string.Empty);

    private (string Received, string Notes) Ping()
    {
        var answer = _alice.Ask(From("OPTIONS", Domain, NewCall()));
        return (ExamplePhone.First(answer), ExamplePhone.Lines(answer, "Server", "To"));
    }

    private (string Received, string Notes) Register(string user, string more)
    {
        var answer = _bob.Ask(_bob.Request("REGISTER", Domain, NewCall(), $"sip:{user}@example.test", $"sip:{user}@example.test", more));
        return (ExamplePhone.First(answer), ExamplePhone.Lines(answer, "Contact"));
    }

    private (string Received, string Notes) Challenge()
    {
        _bob.Send(_bob.Request("REGISTER", Domain, NewCall(), "sip:bob@example.test", "sip:bob@example.test", "Expires: 600\r\n"));
        var answer = _bob.Receive();
        return answer?.StartsWith("SIP/2.0 200 ", StringComparison.Ordinal) == true
            ? ("no challenge", string.Empty)
            : ($"{ExamplePhone.First(answer)} | {ExamplePhone.Lines(answer, "WWW-Authenticate")}", string.Empty);
    }

    // An answer to a request that may be left without one: an INVITE may first get 100, or a challenge.
    private string? AnswerOrSilence(string request)
    {
        _alice.Send(request);
        var answer = _alice.Receive(Silence);
        if (answer is null || !answer.StartsWith("SIP/2.0 407 ", StringComparison.Ordinal))
        {
            Confirm(request, answer);
            return answer;
        }

        if (request.StartsWith("INVITE ", StringComparison.Ordinal))
            _alice.Send(ExamplePhone.Ack(request, answer));

        var again = _alice.SendWithCredentials(request, answer);
        answer = _alice.Receive(Silence);
        Confirm(again, answer);
        return answer;
    }

    // An answer to INVITE is sent again until its ACK comes.
    private void Confirm(string request, string? answer)
    {
        if (answer is not null && request.StartsWith("INVITE ", StringComparison.Ordinal))
            _alice.Send(ExamplePhone.Ack(request, answer));
    }
}
