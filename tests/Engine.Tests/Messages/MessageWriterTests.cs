using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Transport;
using Xunit;

namespace Signalbox.Engine.Tests.Messages;

public sealed class MessageWriterTests
{
    private static readonly HostEndPoint Source = new([192, 0, 2, 99], 5999);

    [Theory]
    [InlineData("a;branch=x;rport;z=1", true, "a;branch=x;rport=5999;z=1;received=192.0.2.99")]
    [InlineData("a;branch=x", true, "a;branch=x;rport=5999;received=192.0.2.99")]
    [InlineData("a;branch=x", false, "a;branch=x;received=192.0.2.99")]
    [InlineData("192.0.2.99;branch=x", false, "192.0.2.99;branch=x")]
    [InlineData("192.0.2.99;branch=x", true, "192.0.2.99;branch=x;rport=5999")]
    [InlineData("192.0.2.99;rport=1 , SIP/2.0/UDP b", false, "192.0.2.99;rport=5999;received=192.0.2.99 , SIP/2.0/UDP b")]
    public void Reply_tells_the_top_via_its_source(string via, bool force, string expected)
    {
        var request = Sip.Parse($"OPTIONS sip:a SIP/2.0\nVia: SIP/2.0/UDP {via}\nTo: <sip:a>\nCSeq: 1 OPTIONS\n\n");
        var output = new ByteWriter();
        MessageWriter.WriteLocalReply(request, 200, "OK"u8, "t1"u8, new LocalReplyParts { Source = Source, ForceRport = force }, output);

        Assert.Equal(
            $"SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP {expected}\r\nTo: <sip:a>;tag=t1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n",
            output.Text());
    }

    [Theory]
    [InlineData("a:5060 ; branch=x;rport;z=1", true, "a:5060 ;received=192.0.2.99; branch=x;rport=5999;z=1")]
    [InlineData("a", true, "a;rport=5999;received=192.0.2.99")]
    [InlineData("192.0.2.99", false, "192.0.2.99")]
    [InlineData("a;x=1, SIP/2.0/UDP b", true, "a;rport=5999;received=192.0.2.99;x=1, SIP/2.0/UDP b")]
    public void Relayed_request_tells_the_old_via_its_source(string via, bool force, string expected)
    {
        var request = Sip.Parse($"OPTIONS sip:a SIP/2.0\r\nX: 1\r\nVia: SIP/2.0/UDP {via}\r\n\r\n");
        var own = new ForwardVia
        {
            Transport = TransportProtocol.Tcp,
            SentBy = "proxy.example.com:5060"u8,
            Branch = "z9hG4bKb"u8,
            Parameters = ";i=1"u8,
            AddRport = true,
            Source = Source,
            ForceRport = force,
        };
        var output = new ByteWriter();
        MessageWriter.WriteRequest(request, "sip:new"u8, new MessageEdits(), null, own, output);

        Assert.Equal(
            "OPTIONS sip:new SIP/2.0\r\nX: 1\r\nVia: SIP/2.0/TCP proxy.example.com:5060;branch=z9hG4bKb;i=1;rport\r\n" +
            $"Via: SIP/2.0/UDP {expected}\r\n\r\n",
            output.Text());
    }

    [Fact]
    public void Branch_edits_come_after_those_of_all_branches()
    {
        var request = Sip.Parse(Sip.Invite);
        var edits = new MessageEdits();
        edits.AppendHeader("X-All: 1\r\n"u8);
        var branchEdits = new MessageEdits();
        branchEdits.AppendHeader("X-Branch: 0\r\n"u8);
        branchEdits.SetBody("longer body"u8);
        var output = new ByteWriter();
        MessageWriter.WriteRequest(request, default, edits, branchEdits, new ForwardVia { Local = Source, Branch = "b"u8 }, output);

        Assert.EndsWith("Content-Length: 11\r\nX-All: 1\r\nX-Branch: 0\r\n\r\nlonger body", output.Text(), StringComparison.Ordinal);
        Assert.Contains("SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.99:5999;branch=b\r\nVia: SIP/2.0/UDP 192.0.2.1:5070;", output.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Relayed_reply_loses_only_the_first_of_several_vias_in_a_line()
    {
        var reply = Sip.Parse("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP a;x=1 , SIP/2.0/UDP b, SIP/2.0/UDP c\r\nCSeq: 1 BYE\r\n\r\n");
        var output = new ByteWriter();
        MessageWriter.WriteForwardedReply(reply, new MessageEdits(), output);

        Assert.Equal("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP b, SIP/2.0/UDP c\r\nCSeq: 1 BYE\r\n\r\n", output.Text());
    }

    [Fact]
    public void Record_route_is_copied_for_180_to_299()
    {
        var request = Sip.Parse(Sip.Invite);
        foreach (var (code, copied) in new[] { (100, false), (179, false), (180, true), (200, true), (299, true), (300, false), (486, false) })
        {
            var output = new ByteWriter();
            MessageWriter.WriteLocalReply(request, code, "x"u8, default, default, output);
            Assert.Equal(copied, output.Text().Contains("Record-Route", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Cancel_of_an_invite_without_length_gets_one()
    {
        var invite = Sip.Parse("INVITE sip:a SIP/2.0\r\nVia: SIP/2.0/UDP me;branch=1\r\nVia: SIP/2.0/UDP b\r\nRoute: <sip:r>\r\nX: 1\r\nTo: <sip:a>\r\nCSeq: 3 INVITE\r\n\r\nbody");
        var output = new ByteWriter();
        MessageWriter.WriteCancel(invite, output, "Reason: SIP;cause=603\r\n"u8);

        Assert.Equal(
            "CANCEL sip:a SIP/2.0\r\nVia: SIP/2.0/UDP me;branch=1\r\nRoute: <sip:r>\r\nTo: <sip:a>\r\nCSeq: 3 CANCEL\r\n" +
            "Content-Length: 0\r\nReason: SIP;cause=603\r\n\r\n",
            output.Text());
    }

    [Fact]
    public void Branch_can_be_taken_apart()
    {
        Assert.True(BranchId.TryParse("z9hG4bK6216.861ca084f33a75aee7c8b1eed05a2fd3.1f"u8, out var bucket, out var digest, out var number));
        Assert.Equal(0x6126, bucket);
        Assert.Equal(31, number);
        Assert.True(digest.SequenceEqual("861ca084f33a75aee7c8b1eed05a2fd3"u8));
        foreach (var other in new[] { "", "z9hG4bK", "z9hG4bK1.2.3", "x6216.861ca084f33a75aee7c8b1eed05a2fd3.0", "z9hG4bK6216.861ca084f33a75aee7c8b1eed05a2fd3.", "z9hG4bKg.861ca084f33a75aee7c8b1eed05a2fd3.0" })
            Assert.False(BranchId.TryParse(Sip.Bytes(other), out _, out _, out _), other);
    }
}
