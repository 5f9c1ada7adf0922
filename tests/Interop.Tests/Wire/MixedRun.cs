using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Wire;

/// <summary>Calls, cancelled and forked ones, retransmissions, pings and stateless answers, from UDP phones and from connections.</summary>
internal sealed class MixedRun : IDisposable
{
    private readonly WireServer _server;
    private readonly Phone _caller;
    private readonly Phone _callee;
    private readonly Phone _second;

    public MixedRun(WireServer server, Phone callee, Phone second)
    {
        _server = server;
        _callee = callee;
        _second = second;
        _caller = new Phone(server.Udp);
    }

    public void Dispose() => _caller.Dispose();

    public void Play()
    {
        Call("plain");
        CallWithRepetitions();
        CancelledCall();
        ForkedCall();
        Unanswered();
        Stateless();
    }

    /// <summary>A request of a connection, answered without a transaction or by the callee.</summary>
    public string Request(string method, string user, string callId, string transport) =>
        $"{method} sip:{user}127.0.0.1:{_server.Udp} SIP/2.0\r\nVia: SIP/2.0/{transport} 127.0.0.1:9;rport;branch=z9hG4bK-{callId}\r\nMax-Forwards: 70\r\n"
        + $"From: <sip:alice@example.org>;tag=caller\r\nTo: <sip:bob@example.org>\r\nCall-ID: {callId}\r\nCSeq: 1 {method}\r\nContent-Length: 0\r\n\r\n";

    /// <summary>The callee answers what a connection sent.</summary>
    public void AnswerOne() => _callee.Send(Phone.Answer(Next(_callee, "MESSAGE ")), _server.Udp);

    private static string Next(Phone phone, string start)
    {
        for (var i = 0; i < 50; i++)
        {
            var message = phone.Receive();
            if (message.StartsWith(start, StringComparison.Ordinal))
                return message;
        }

        throw new InvalidOperationException($"nothing came that begins with '{start}'");
    }

    private string Start(string user, string callId)
    {
        var invite = _caller.Request("INVITE", $"sip:{user}@127.0.0.1:{_server.Udp}", callId, $"Contact: <sip:a@127.0.0.1:{_caller.Port}>\r\n");
        _caller.Send(invite);
        return invite;
    }

    private string Within(string method, string callId, string tag) =>
        _caller.Request(method, $"sip:b@127.0.0.1:{_callee.Port}", callId, $"Route: <sip:127.0.0.1:{_server.Udp};lr>\r\n", tag);

    // The ACK to a negative answer is hop by hop: Via and URI of the INVITE.
    private static string Ack(string invite, string tag) =>
        invite.Replace("INVITE", "ACK", StringComparison.Ordinal).Replace("To: <sip:bob@127.0.0.1", "To: <sip:bob@127.0.0.1", StringComparison.Ordinal)
            .Replace(">\r\nCall-ID", $">{tag}\r\nCall-ID", StringComparison.Ordinal);

    private void Call(string callId)
    {
        Start("bob", callId);
        var invite = Next(_callee, "INVITE ");
        _callee.Send(Phone.Answer(invite, "180 Ringing"), _server.Udp);
        Next(_caller, "SIP/2.0 180 ");
        _callee.Send(Phone.Answer(invite), _server.Udp);
        Next(_caller, "SIP/2.0 200 ");
        Finish(callId);
    }

    private void Finish(string callId)
    {
        _caller.Send(Within("ACK", callId, ";tag=callee"));
        Next(_callee, "ACK ");
        _caller.Send(Within("BYE", callId, ";tag=callee"));
        _callee.Send(Phone.Answer(Next(_callee, "BYE ")), _server.Udp);
        Next(_caller, "SIP/2.0 200 ");
    }

    // The caller repeats its INVITE, the server repeats its own, the callee repeats its answer.
    private void CallWithRepetitions()
    {
        var invite = Start("bob", "repeated");
        Next(_caller, "SIP/2.0 100 ");
        _caller.Send(invite);
        Next(_caller, "SIP/2.0 100 ");
        Next(_callee, "INVITE ");
        var second = Next(_callee, "INVITE ");
        _callee.Send(Phone.Answer(second), _server.Udp);
        Next(_caller, "SIP/2.0 200 ");
        _callee.Send(Phone.Answer(second), _server.Udp);
        Next(_caller, "SIP/2.0 200 ");
        Finish("repeated");
    }

    private void CancelledCall()
    {
        var invite = Start("bob", "cancelled");
        var received = Next(_callee, "INVITE ");
        _callee.Send(Phone.Answer(received, "180 Ringing"), _server.Udp);
        Next(_caller, "SIP/2.0 180 ");
        _caller.Send(invite.Replace("INVITE", "CANCEL", StringComparison.Ordinal));
        Next(_caller, "SIP/2.0 200 ");
        _callee.Send(Phone.Answer(Next(_callee, "CANCEL ")), _server.Udp);
        _callee.Send(Phone.Answer(received, "487 Request Terminated"), _server.Udp);
        Next(_callee, "ACK ");
        Next(_caller, "SIP/2.0 487 ");
        _caller.Send(Ack(invite, ";tag=callee"));
    }

    private void ForkedCall()
    {
        Start("fork", "forked");
        var first = Next(_callee, "INVITE ");
        var second = Next(_second, "INVITE ");
        _second.Send(Phone.Answer(second, "486 Busy"), _server.Udp);
        Next(_second, "ACK ");
        _callee.Send(Phone.Answer(first), _server.Udp);
        Next(_caller, "SIP/2.0 200 ");
        Finish("forked");
    }

    // Nobody answers: the server repeats, gives up and says so.
    private void Unanswered()
    {
        var invite = Start("silent", "silent");
        var tag = Phone.Header(Next(_caller, "SIP/2.0 408 "), "To");
        _caller.Send(Ack(invite, tag[tag.IndexOf(';', StringComparison.Ordinal)..]));
    }

    private void Stateless()
    {
        _caller.Send(_caller.Request("OPTIONS", $"sip:127.0.0.1:{_server.Udp}", "ping", string.Empty));
        Next(_caller, "SIP/2.0 200 ");
        _caller.Send("\r\n\r\n");
        var invite = Start("nobody", "stateless");
        var tag = Phone.Header(Next(_caller, "SIP/2.0 404 "), "To");
        _caller.Send(Ack(invite, tag[tag.IndexOf(';', StringComparison.Ordinal)..]));
        _caller.Send(_caller.Request("OPTIONS", $"sip:127.0.0.1:{_server.Wildcard}", "wildcard", string.Empty), _server.Wildcard);
        Next(_caller, "SIP/2.0 200 ");
        _caller.Send("this is no SIP message but it is long enough for one\r\n\r\n");
    }
}
