using System.Net;

namespace Signalbox.Host.Demo;

/// <summary>A registration and a call between two phones through the server.</summary>
internal sealed class DemoCall : IDisposable
{
    private const string CallHost = "demo.signalbox";
    private static readonly TimeSpan Ringing = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Talking = TimeSpan.FromMilliseconds(300);
    private readonly Phone _alice;
    private readonly Phone _bob;
    private readonly string _id = Guid.NewGuid().ToString("N")[..12];

    /// <summary>Creates the phones.</summary>
    public DemoCall(IPEndPoint proxy)
    {
        _alice = new Phone("alice", proxy);
        _bob = new Phone("bob", proxy);
    }

    /// <summary>Call-ID of the registration.</summary>
    public string RegistrationId => $"register-{_id}@{CallHost}";

    /// <summary>Call-ID of the call.</summary>
    public string CallId => $"call-{_id}@{CallHost}";

    /// <summary>Registers bob and lets alice call him.</summary>
    /// <exception cref="DemoException">A message did not come.</exception>
    public void Place()
    {
        var registrar = _bob.Address[(_bob.Address.IndexOf('@', StringComparison.Ordinal) + 1)..];
        _bob.SendRequest("REGISTER", $"sip:{registrar}", Dialog(_bob, _bob.Address, $"<{_bob.Address}>", RegistrationId, "1 REGISTER") + "Expires: 300\r\n");
        _bob.Receive("SIP/2.0 200", "REGISTER");

        var offer = Sdp("alice");
        _alice.SendRequest("INVITE", _bob.Address, Dialog(_alice, _alice.Address, $"<{_bob.Address}>", CallId, "1 INVITE"), offer);
        var invite = _bob.Receive("INVITE", "INVITE");
        _bob.Send(invite.Answer("180 Ringing", "bobtag", _bob.Contact, string.Empty));
        _alice.Receive("SIP/2.0 180", "INVITE");
        Thread.Sleep(Ringing);
        _bob.Send(invite.Answer("200 OK", "bobtag", _bob.Contact, Sdp("bob")));
        FinishCall(_alice.Receive("SIP/2.0 200", "INVITE"));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _alice.Dispose();
        _bob.Dispose();
    }

    private static string Dialog(Phone phone, string from, string to, string callId, string sequence) =>
        $"From: <{from}>;tag={phone.User}tag\r\nTo: {to}\r\nCall-ID: {callId}\r\nCSeq: {sequence}\r\n";

    private static string Sdp(string user) =>
        $"v=0\r\no={user} 1 1 IN IP4 127.0.0.1\r\ns=demo\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n";

    private void FinishCall(PhoneMessage answer)
    {
        var target = answer.Uri("Contact");
        var routes = string.Concat(answer.Values("Record-Route").Reverse().Select(static route => $"Route: {route}\r\n"));
        _alice.SendRequest("ACK", target, routes + Dialog(_alice, _alice.Address, answer.Value("To"), CallId, "1 ACK"));
        _bob.Receive("ACK", "ACK");
        Thread.Sleep(Talking);
        _alice.SendRequest("BYE", target, routes + Dialog(_alice, _alice.Address, answer.Value("To"), CallId, "2 BYE"));
        _bob.Send(_bob.Receive("BYE", "BYE").Answer("200 OK", "bobtag", _bob.Contact, string.Empty));
        _alice.Receive("SIP/2.0 200", "BYE");
    }
}
