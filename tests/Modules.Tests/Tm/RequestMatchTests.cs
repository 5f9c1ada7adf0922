using System.Text;
using Signalbox.Engine.Messages;
using Signalbox.Modules.Tm;

namespace Signalbox.Modules.Tests.Tm;

/// <summary>callid_matching, ruri_matching and via1_matching: what makes two requests one.</summary>
public sealed class RequestMatchTests
{
    private const string Known = "z9hG4bK-1 call-1 sip:bob@example.org";

    [Theory]
    [InlineData("z9hG4bK-1 call-1 sip:bob@example.org", (int)MatchRules.CallId, true)]
    [InlineData("z9hG4bK-1 call-2 sip:bob@example.org", (int)MatchRules.None, true)]
    [InlineData("z9hG4bK-1 call-2 sip:bob@example.org", (int)MatchRules.CallId, false)]
    [InlineData("z9hG4bK-1 call-1 sip:other@example.org", (int)(MatchRules.RequestUri | MatchRules.Via | MatchRules.CallId), true)]
    [InlineData("z9hG4bK-2 call-1 sip:bob@example.org", (int)MatchRules.None, false)]
    public void With_the_magic_cookie_the_branch_counts_and_the_Call_ID_when_asked(string incoming, int rules, bool same) =>
        Assert.Equal(same, IsSame(Known, incoming, (MatchRules)rules));

    [Theory]
    [InlineData("old-1 call-1 sip:bob@example.org", (int)(MatchRules.RequestUri | MatchRules.Via), true)]
    [InlineData("old-2 call-1 sip:bob@example.org", (int)MatchRules.Via, false)]
    [InlineData("old-2 call-1 sip:bob@example.org", (int)MatchRules.RequestUri, true)]
    [InlineData("old-1 call-1 sip:other@example.org", (int)MatchRules.RequestUri, false)]
    [InlineData("old-1 call-1 sip:other@example.org", (int)MatchRules.Via, true)]
    [InlineData("old-1 call-2 sip:bob@example.org", (int)MatchRules.None, false)]
    public void Without_the_cookie_request_URI_and_Via_count_when_asked(string incoming, int rules, bool same) =>
        Assert.Equal(same, IsSame("old-1 call-1 sip:bob@example.org", incoming, (MatchRules)rules));

    private static bool IsSame(string known, string incoming, MatchRules rules) =>
        RequestMatch.IsSame(Parse(known), Parse(incoming), SipMethod.Invite, rules);

    private static SipMessage Parse(string parts)
    {
        var words = parts.Split(' ');
        var text = $"INVITE {words[2]} SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch={words[0]}\r\n"
            + $"From: <sip:alice@example.org>;tag=f1\r\nTo: <sip:bob@example.org>\r\nCall-ID: {words[1]}\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n";
        var bytes = Encoding.Latin1.GetBytes(text);
        var message = new SipMessage();
        Assert.True(message.TryParse(bytes, bytes.Length));
        return message;
    }
}
