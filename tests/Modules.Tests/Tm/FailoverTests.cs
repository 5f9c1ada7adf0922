namespace Signalbox.Modules.Tests.Tm;

/// <summary>A name with several addresses: the next one is tried (RFC 3263 §4.3).</summary>
public sealed class FailoverTests
{
    private const string Request =
        "MESSAGE sip:bob@name.test SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1\r\nMax-Forwards: 70\r\n"
        + "From: <sip:alice@example.org>;tag=f1\r\nTo: <sip:bob@example.org>\r\nCall-ID: failover\r\nCSeq: 1 MESSAGE\r\nContent-Length: 0\r\n\r\n";

    private readonly TmBench _bench = new();

    [Fact]
    public void An_address_that_cannot_be_sent_to_is_passed_over()
    {
        _bench.Network.FurtherAddresses = 2;
        _bench.Network.FirstReachable = 4;

        Assert.Equal(1, _bench.Relay(Request));

        Assert.Equal("192.0.2.4:5060", _bench.Network.LastRemote.ToString());
        Assert.StartsWith("MESSAGE sip:bob@name.test SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK", _bench.Sent, StringComparison.Ordinal);
        Assert.Contains("Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1\r\n", _bench.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public void With_no_address_left_the_relay_fails()
    {
        _bench.Network.FurtherAddresses = 1;
        _bench.Network.FirstReachable = 200;

        Assert.Equal(-477, _bench.Relay(Request));
    }

    [Fact]
    public void A_503_makes_the_next_address_be_tried_in_a_branch_of_its_own()
    {
        _bench.Network.FurtherAddresses = 1;
        _bench.Relay(Request);
        var first = _bench.Sent;

        _bench.Answer("SIP/2.0 503 Service Unavailable");

        Assert.Equal("192.0.2.3:5060", _bench.Network.LastRemote.ToString());
        Assert.StartsWith("MESSAGE ", _bench.Sent, StringComparison.Ordinal);
        Assert.NotEqual(first, _bench.Sent);

        _bench.Answer("SIP/2.0 200 OK");
        Assert.StartsWith("SIP/2.0 200 OK", _bench.Sent, StringComparison.Ordinal);
        Assert.Equal("192.0.2.1:5060", _bench.Network.LastRemote.ToString());
    }

    [Fact]
    public void A_503_of_the_last_address_goes_upstream()
    {
        _bench.Network.FurtherAddresses = 1;
        _bench.Relay(Request);
        _bench.Answer("SIP/2.0 503 One");

        _bench.Answer("SIP/2.0 503 Two");

        Assert.StartsWith("SIP/2.0 500 Two", _bench.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_makes_the_next_address_be_tried()
    {
        _bench.Network.FurtherAddresses = 1;
        _bench.Tm.FinalReplyTimer = 3000;
        _bench.Tm.ParametersChanged();
        _bench.Relay(Request);

        _bench.Timers.Advance(3100);

        Assert.Equal("192.0.2.3:5060", _bench.Network.LastRemote.ToString());
        Assert.StartsWith("MESSAGE ", _bench.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_switches_it_off()
    {
        _bench.Network.FurtherAddresses = 1;
        _bench.Relay(Request, setup => setup.DisableFailover = true);

        _bench.Answer("SIP/2.0 503 Service Unavailable");

        Assert.StartsWith("SIP/2.0 500 ", _bench.Sent, StringComparison.Ordinal);
    }
}
