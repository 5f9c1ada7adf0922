using System.Text;
using Signalbox.Engine.Buffers;
using Signalbox.Modules.Rtpengine;

namespace Signalbox.Modules.Tests.Rtpengine;

public sealed class BencodeTests
{
    private static readonly byte[] Reply = Encoding.Latin1.GetBytes("d6:result2:ok3:sdp5:v=0\r\n6:totalsd3:RTPd5:bytesi12e7:packetsi-3eee4:listl1:ai5eee");

    [Fact]
    public void Members_are_found_at_any_depth()
    {
        Assert.True(BencodeReader.IsDictionary(Reply));
        Assert.True(BencodeReader.TryFindText(Reply, "sdp"u8, out var sdp));
        Assert.Equal("v=0\r\n", Encoding.Latin1.GetString(sdp));
        Assert.True(BencodeReader.TryFind(Reply, "totals"u8, out var totals) && BencodeReader.TryFind(totals, "RTP"u8, out totals));
        Assert.True(BencodeReader.TryFindNumber(totals, "bytes"u8, out var bytes) && BencodeReader.TryFindNumber(totals, "packets"u8, out _));
        Assert.Equal(12, bytes);
        Assert.False(BencodeReader.TryFindText(Reply, "totals"u8, out _));
        Assert.False(BencodeReader.TryFind(Reply, "nosuch"u8, out _));
        Assert.Equal("RTP: 12 bytes, -3 packets, 0 errors; RTCP: 0 bytes, 0 packets, 0 errors", MediaTotals.Show(Reply));
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("le")]
    [InlineData("d3:abce")]
    [InlineData("d3:abci5")]
    [InlineData("d3:abcie")]
    [InlineData("d99999999999:a1:be")]
    [InlineData("d-1:a1:be")]
    [InlineData("d5:ab1:be")]
    [InlineData("d1:a1:be ")]
    [InlineData("di1ei2ee garbage")]
    public void What_is_no_dictionary_is_refused(string text) => Assert.False(BencodeReader.IsDictionary(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void Nesting_has_a_limit_and_every_prefix_is_read_without_harm()
    {
        Assert.False(BencodeReader.IsDictionary(Encoding.Latin1.GetBytes($"d1:a{new string('l', 60000)}")));
        for (var length = 0; length < Reply.Length; length++)
            Assert.False(BencodeReader.IsDictionary(Reply.AsSpan(0, length)));

        var random = new Random(1);
        for (var i = 0; i < 20000; i++)
        {
            var broken = Reply.ToArray();
            broken[random.Next(broken.Length)] = (byte)random.Next(256);
            BencodeReader.TryFindText(broken, "sdp"u8, out _);
            MediaTotals.Show(broken);
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("replace-origin replace-session-connection", "7:replacel6:origin18:session-connectione")]
    [InlineData("SIP-source-address symmetric", "5:flagsl18:SIP-source-address9:symmetrice")]
    [InlineData("SIP-source-address trust-address force", "5:flagsl18:SIP-source-address13:trust-address5:forcee")]
    [InlineData("RTP/SAVPF ICE=remove", "3:ICE6:remove18:transport-protocol9:RTP/SAVPF")]
    [InlineData("AVP media-address=192.0.2.1", "13:media-address9:192.0.2.118:transport-protocol7:RTP/AVP")]
    [InlineData("direction=external direction=internal", "9:directionl8:external8:internale")]
    [InlineData("codec-strip-PCMA codec-strip-G729 codec-transcode-opus", "5:codecd5:stripl4:PCMA4:G729e9:transcodel4:opusee")]
    [InlineData("rtcp-mux-demux SDES-off", "8:rtcp-muxl5:demuxe4:SDESl3:offe")]
    [InlineData("new-word new-key=1", "7:new-key1:15:flagsl8:new-worde")]
    public void Words_become_members(string words, string expected)
    {
        var output = new ByteWriter();
        NgFlags.Parse(words).Write(output, isAboutSdp: true);
        Assert.Equal(expected, Encoding.Latin1.GetString(output.Written));
    }

    [Theory]
    [InlineData("udp:127.0.0.1:2223", "udp:127.0.0.1:2223", 2223, 1)]
    [InlineData("udp:host.example:2223=5", "udp:host.example:2223", 2223, 5)]
    [InlineData("udp:[::1]:99=0", "udp:[::1]:99", 99, 0)]
    public void An_address_is_read(string text, string url, int port, int weight)
    {
        Assert.True(NodeAddress.TryParse(text, out var address, out _));
        Assert.Equal((url, port, weight), (address.Url, address.Port, address.Weight));
    }

    [Theory]
    [InlineData("127.0.0.1:2223")]
    [InlineData("udp:")]
    [InlineData("udp:a:0")]
    [InlineData("udp:a:99999")]
    [InlineData("udp:a b:1")]
    [InlineData("udp:a:1=x")]
    [InlineData("unix:/tmp/x")]
    public void An_address_that_cannot_be_used_is_refused(string text) => Assert.False(NodeAddress.TryParse(text, out _, out _));
}
