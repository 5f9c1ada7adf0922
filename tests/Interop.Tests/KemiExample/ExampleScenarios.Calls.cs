namespace Signalbox.Interop.Tests.KemiExample;

/// <content>Rows with a callee.</content>
internal sealed partial class ExampleScenarios
{
    private string _invite = string.Empty;
    private string _forwarded = string.Empty;
    private string _answer = string.Empty;

    private (string Received, string Notes) Forwarded(string method, string[] noted, string more = "")
    {
        var answer = AskBob(From(method, "sip:bob@example.test", NewCall(), more), "200 OK", out var forwarded);
        return (answer, forwarded is null ? string.Empty : $"forwarded: {ExamplePhone.First(forwarded)} | {ExamplePhone.Lines(forwarded, noted)}");
    }

    private (string Received, string Notes) ToBob(string method)
    {
        var request = From(method, "sip:bob@example.test", NewCall(), $"Contact: <sip:alice@127.0.0.1:{_alice.Port}>\r\n");

        // Who publishes is the user in To, as with REGISTER.
        if (method == "PUBLISH")
            request = request.Replace("<sip:alice@example.test>", "<sip:bob@example.test>", StringComparison.Ordinal);

        var answer = AskBob(request, "200 OK", out var forwarded);
        var route = ExamplePhone.Lines(forwarded, "Record-Route");
        return (answer, route.Length > 0 ? $"forwarded, {route}" : "forwarded, no Record-Route");
    }

    // Bob answers what is forwarded to him; the caller gives credentials when they are asked for.
    private string AskBob(string request, string status, out string? forwarded)
    {
        _alice.Send(request);
        var beginning = request[..(request.IndexOf(' ', StringComparison.Ordinal) + 1)];
        forwarded = _bob.Receive(beginning, Silence);
        if (forwarded is null && _alice.Receive(Silence) is { } challenge && challenge.StartsWith("SIP/2.0 40", StringComparison.Ordinal))
        {
            _alice.SendWithCredentials(request, challenge);
            forwarded = _bob.Receive(beginning);
        }

        if (forwarded is null)
            return "(nothing)";

        _bob.Send(ExamplePhone.Answer(forwarded, status));
        return ExamplePhone.First(_alice.Receive());
    }

    private (string Received, string Notes) Invite()
    {
        _invite = From("INVITE", "sip:bob@example.test", NewCall(), $"Contact: <sip:alice@127.0.0.1:{_alice.Port}>\r\nRoute: <sip:127.0.0.1:{server};lr>\r\n");
        var trying = Call(ref _invite, _bob, out _forwarded);
        return (ExamplePhone.First(trying), $"forwarded: {ExamplePhone.First(_forwarded)} | {ExamplePhone.Lines(_forwarded, "Via", "Record-Route", "Route", "Max-Forwards", "Contact")}");
    }

    private (string Received, string Notes) InviteAgain()
    {
        _alice.Send(_invite);
        var trying = ExamplePhone.First(_alice.Receive());
        return (trying, $"callee got again: {(_bob.Receive("INVITE ", Silence) is { } again ? ExamplePhone.First(again) : "None")}");
    }

    private (string Received, string Notes) Reply(string status)
    {
        _bob.Send(ExamplePhone.Answer(_forwarded, status, $"Contact: <sip:bob@127.0.0.1:{_bob.Port}>\r\n"));
        _answer = _alice.Receive($"SIP/2.0 {status[..3]}") ?? string.Empty;
        return (ExamplePhone.First(_answer), ExamplePhone.Lines(_answer, "Record-Route", "Contact"));
    }

    private (string Received, string Notes) InDialog(string method)
    {
        var call = ExamplePhone.Line(_invite, "Call-ID")["Call-ID: ".Length..];
        var route = ExamplePhone.Line(_answer, "Record-Route").Replace("Record-Route:", "Route:", StringComparison.Ordinal);
        var to = ExamplePhone.Line(_answer, "To");
        var request = From(method, $"sip:bob@127.0.0.1:{_bob.Port}", call, $"{route}\r\n");
        _alice.Send(request.Replace(ExamplePhone.Line(request, "To"), to, StringComparison.Ordinal).Replace("CSeq: 1 BYE", "CSeq: 3 BYE", StringComparison.Ordinal));
        var got = _bob.Receive($"{method} ");
        var side = $"callee side: {(method == "ACK" ? string.Empty : $"{ExamplePhone.First(got)} | ")}{ExamplePhone.Lines(got, "Via")}";
        if (method == "ACK" || got is null)
            return (ExamplePhone.First(got), side);

        _bob.Send(ExamplePhone.Answer(got, "200 OK"));
        return (ExamplePhone.First(_alice.Receive()), side);
    }

    private (string Received, string Notes) Cancel()
    {
        var invite = From("INVITE", "sip:bob@example.test", NewCall(), $"Contact: <sip:alice@127.0.0.1:{_alice.Port}>\r\n");
        Call(ref invite, _bob, out var forwarded);
        _bob.Send(ExamplePhone.Answer(forwarded, "180 Ringing"));
        _alice.Receive("SIP/2.0 180");
        var lines = invite.Split("\r\n").Where(static line => !line.StartsWith("Proxy-Authorization", StringComparison.Ordinal) && !line.StartsWith("Contact", StringComparison.Ordinal));
        _alice.Send(string.Join("\r\n", lines).Replace("INVITE", "CANCEL", StringComparison.Ordinal));
        var canceling = _alice.Receive("SIP/2.0 200");
        var cancel = _bob.Receive("CANCEL ");
        if (cancel is null)
            return (ExamplePhone.First(canceling), "callee got no CANCEL");

        _bob.Send(ExamplePhone.Answer(cancel, "200 OK"));
        _bob.Send(ExamplePhone.Answer(forwarded, "487 Request Terminated"));
        var ended = _alice.Receive("SIP/2.0 487");
        _alice.Send(ExamplePhone.Ack(invite, ended ?? forwarded));
        return ($"{ExamplePhone.First(canceling)} ; {ExamplePhone.First(ended)}", $"callee got: {ExamplePhone.First(cancel)}, then {ExamplePhone.First(_bob.Receive("ACK "))}");
    }

    private (string Received, string Notes) Failing(string status, bool isNoted, string callee = "bob", string from = "sip:alice@example.test")
    {
        var invite = From("INVITE", $"sip:{callee}@example.test", NewCall(), $"Contact: <sip:alice@127.0.0.1:{_alice.Port}>\r\n").Replace("sip:alice@example.test", from, StringComparison.Ordinal);
        var trying = Call(ref invite, _bob, out var forwarded);
        return (Refuse(_bob, invite, trying, forwarded, status, out var ack), isNoted ? $"callee got: {ExamplePhone.First(ack)}" : string.Empty);
    }

    private (string Received, string Notes) Outbound()
    {
        var invite = From("INVITE", $"sip:x@127.0.0.1:{_far.Port}", NewCall(), $"Contact: <sip:alice@127.0.0.1:{_alice.Port}>\r\n");
        var trying = Call(ref invite, _far, out var forwarded);
        if (forwarded.Length == 0)
            return (ExamplePhone.First(trying), "not forwarded");

        var received = Refuse(_far, invite, trying, forwarded, "480 Temporarily Unavailable", out _);
        return (received, $"forwarded: {ExamplePhone.First(forwarded)} | {ExamplePhone.Lines(forwarded, "P-Hint", "Record-Route")}");
    }

    private (string Received, string Notes) InviteNat()
    {
        var invite = From("INVITE", "sip:nat@example.test", NewCall(), "Contact: <sip:alice@10.0.0.9:5060>\r\n", "sip:nat@example.test");
        var trying = Call(ref invite, _bob, out var forwarded);
        (_invite, _forwarded, _answer) = (invite, forwarded, trying ?? string.Empty);
        return (ExamplePhone.First(trying), $"forwarded to source address: {ExamplePhone.First(forwarded)} | {ExamplePhone.Lines(forwarded, "Contact", "Record-Route")}");
    }

    private (string Received, string Notes) RefuseNat() =>
        (Refuse(_bob, _invite, _answer, _forwarded, "603 Decline", out _).Split(" ; ")[^1], string.Empty);

    // Sends an INVITE, with credentials when they are asked for; a callee that gets it says 100, so that it is not sent again.
    private string? Call(ref string invite, ExamplePhone callee, out string forwarded)
    {
        _alice.Send(invite);
        var trying = _alice.Receive(Silence);
        if (trying?.StartsWith("SIP/2.0 407 ", StringComparison.Ordinal) == true)
        {
            _alice.Send(ExamplePhone.Ack(invite, trying));
            invite = _alice.SendWithCredentials(invite, trying);
            trying = _alice.Receive(Silence);
        }

        forwarded = trying is null ? callee.Receive("INVITE ", Silence) ?? string.Empty : callee.Receive("INVITE ") ?? string.Empty;
        if (forwarded.Length > 0)
            callee.Send(ExamplePhone.Answer(forwarded, "100 Trying"));

        return trying;
    }

    private string Refuse(ExamplePhone callee, string invite, string? trying, string forwarded, string status, out string? ack)
    {
        ack = null;
        if (forwarded.Length == 0)
            return ExamplePhone.First(trying);

        callee.Send(ExamplePhone.Answer(forwarded, status));
        ack = callee.Receive("ACK ");
        var refused = _alice.Receive($"SIP/2.0 {status[..3]}");
        _alice.Send(ExamplePhone.Ack(invite, refused ?? forwarded));
        return $"{ExamplePhone.First(trying)} ; {ExamplePhone.First(refused)}";
    }
}
