namespace Signalbox.Interop.Tests.Stock;

/// <summary>Scenarios for SIPp: what its built-in ones lack is passwords and Record-Route.</summary>
internal static class SippScenarios
{
    private const string Sdp = "v=0\no=- 1 1 IN IP4 [local_ip]\ns=-\nc=IN IP4 [local_ip]\nt=0 0\nm=audio 30000 RTP/AVP 0\na=rtpmap:0 PCMU/8000\n";
    private const string Me = "[me]";
    private const string Server = "[remote_ip]:[remote_port]";

    /// <summary>Registers the user [me] at [contact]; where a password is asked for, no answer but a challenge will do.</summary>
    public static string Register(bool asksPassword) => Scenario(
        Send("REGISTER", $"sip:{Server}", $"sip:{Me}@{Server}", 1, "Contact: <[contact]>\nExpires: 600\n")
        + (asksPassword ? Recv(401, "auth=\"true\"") + Send("REGISTER", $"sip:{Server}", $"sip:{Me}@{Server}", 2, "Contact: <[contact]>\nExpires: 600\n[authentication]\n") : string.Empty)
        + Recv(200));

    /// <summary>Calls the user [service], talks for a moment and hangs up.</summary>
    public static string Call(bool asksPassword)
    {
        var uri = $"sip:[service]@{Server}";
        var contact = $"Contact: <sip:{Me}@[local_ip]:[local_port];transport=[transport]>\n";
        var first = Send("INVITE", uri, uri, 1, contact, Sdp);
        var challenge = Trying + Recv(407, "auth=\"true\"") + Send("ACK", uri, uri, 1, string.Empty, branch: "[branch-3]", peerTag: true) + Send("INVITE", uri, uri, 2, contact + "[authentication]\n", Sdp);
        var number = asksPassword ? 2 : 1;
        return Scenario(
            first + (asksPassword ? challenge : string.Empty) + Trying + "<recv response=\"180\" optional=\"true\"/>\n" + Recv(200, "rrs=\"true\"")
            + Send("ACK", "[next_url]", uri, number, "[routes]\n", peerTag: true) + "<pause milliseconds=\"100\"/>\n"
            + Send("BYE", "[next_url]", uri, number + 1, "[routes]\n", peerTag: true) + Recv(200));
    }

    /// <summary>Takes calls.</summary>
    public static string Answer() => Scenario(
        "<recv request=\"INVITE\" rrs=\"true\"/>\n" + Reply("180 Ringing", string.Empty) + Reply("200 OK", Sdp) + "<recv request=\"ACK\"/>\n<recv request=\"BYE\"/>\n" + Reply("200 OK", string.Empty));

    private const string Trying = "<recv response=\"100\" optional=\"true\"/>\n";

    private static string Scenario(string steps) => $"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<scenario name=\"stock\">\n{steps}</scenario>\n";

    private static string Recv(int status, string attributes = "") => $"<recv response=\"{status}\" {attributes}/>\n";

    private static string Send(string method, string uri, string to, int number, string headers, string body = "", string branch = "[branch]", bool peerTag = false)
    {
        var retransmits = method == "ACK" ? string.Empty : " retrans=\"500\"";
        var text = $"{method} {uri} SIP/2.0\nVia: SIP/2.0/[transport] [local_ip]:[local_port];branch={branch};rport\nMax-Forwards: 70\nFrom: <sip:{Me}@{Server}>;tag=[pid]f[call_number]\n"
            + $"To: <{to}>{(peerTag ? "[peer_tag_param]" : "")}\nCall-ID: [call_id]\nCSeq: {number} {method}\n{headers}{Body(body)}";
        return $"<send{retransmits}><![CDATA[\n{text}]]></send>\n";
    }

    private static string Reply(string status, string body) =>
        $"<send><![CDATA[\nSIP/2.0 {status}\n[last_Via:]\n[last_Record-Route:]\n[last_From:]\n[last_To:];tag=[pid]t[call_number]\n[last_Call-ID:]\n[last_CSeq:]\n"
        + $"Contact: <sip:[local_ip]:[local_port];transport=[transport]>\n{Body(body)}]]></send>\n";

    private static string Body(string body) => (body.Length > 0 ? "Content-Type: application/sdp\n" : string.Empty) + $"Content-Length: [len]\n\n{body}";
}
