using Signalbox.Testing;

namespace Signalbox.Modules.Tests.Dialog;

/// <summary>Calls from 192.0.2.1 to 192.0.2.2 over the loopback engine.</summary>
internal sealed class DialogCalls(LoopbackEngine engine)
{
    /// <summary>A call from alice that rings; gives the INVITE as it went on.</summary>
    public string Ring(string callId)
    {
        engine.Deliver(
            $"INVITE sip:bob@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK{callId}\r\nFrom: <sip:alice@example.org>;tag=f1\r\n"
            + $"To: <sip:bob@example.org>\r\nCall-ID: {callId}\r\nCSeq: 1 INVITE\r\nContact: <sip:alice@192.0.2.1>\r\nContent-Length: 0\r\n\r\n",
            "192.0.2.1:5060");
        var invite = engine.Take("192.0.2.2:5060")!.Text;
        Reply(invite, "180 Ringing");
        return invite;
    }

    /// <summary>Answers it, and sends the ACK.</summary>
    public void Answer(string invite)
    {
        Reply(invite, "200 OK");
        var route = Line(invite, "Record-Route").Replace("Record-", string.Empty, StringComparison.Ordinal);
        engine.Deliver(
            $"ACK sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKack\r\n{route}From: <sip:alice@example.org>;tag=f1\r\n"
            + $"To: <sip:bob@example.org>;tag=t1\r\n{Line(invite, "Call-ID")}CSeq: 1 ACK\r\nContent-Length: 0\r\n\r\n",
            "192.0.2.1:5060");
    }

    /// <summary>The caller hangs up.</summary>
    public void HangUp(string invite)
    {
        var route = Line(invite, "Record-Route").Replace("Record-", string.Empty, StringComparison.Ordinal);
        engine.Deliver(
            $"BYE sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKbye\r\n{route}From: <sip:alice@example.org>;tag=f1\r\n"
            + $"To: <sip:bob@example.org>;tag=t1\r\n{Line(invite, "Call-ID")}CSeq: 2 BYE\r\nContent-Length: 0\r\n\r\n",
            "192.0.2.1:5060");
    }

    private void Reply(string invite, string status)
    {
        var headers = string.Concat(invite.Split("\r\n").Where(static line => line.StartsWith("Via", StringComparison.Ordinal)
            || line.StartsWith("Record-Route", StringComparison.Ordinal) || line.StartsWith("From", StringComparison.Ordinal)
            || line.StartsWith("Call-ID", StringComparison.Ordinal) || line.StartsWith("CSeq", StringComparison.Ordinal)).Select(static line => line + "\r\n"));
        engine.Deliver($"SIP/2.0 {status}\r\n{headers}To: <sip:bob@example.org>;tag=t1\r\nContact: <sip:bob@192.0.2.2>\r\nContent-Length: 0\r\n\r\n", "192.0.2.2:5060");
    }

    private static string Line(string message, string header) =>
        message.Split("\r\n").First(line => line.StartsWith(header, StringComparison.Ordinal)) + "\r\n";
}
