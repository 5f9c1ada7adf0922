using System.Text;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Engine.Tests.Messages;

public sealed class SipMessageTests
{
    public static TheoryData<TableRow> Malformed => TableFile.Read("Cases/malformed.tsv");

    public static TheoryData<TableRow> Torture => TableFile.Read("Cases/sip/torture.tsv");

    [Theory, MemberData(nameof(Malformed))]
    public void Malformed_message_is_judged_as_the_peer_does(TableRow row)
    {
        var bytes = Recording.Read($"Cases/sip/malformed/{row["file"]}.sip")[0].Bytes;
        var message = new SipMessage();
        var outcome = !message.TryParse(bytes, bytes.Length) ? message.Error.ToString() : message.HasRequired ? "accepted" : "incomplete";

        Assert.True(row["outcome"] == outcome, $"{row.Location}: {row["file"]}: {outcome}");
    }

    [Theory, MemberData(nameof(Torture))]
    public void Torture_request_is_accepted_when_the_peer_answers_it(TableRow row)
    {
        var bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Cases/sip", row["file"]));
        if (!IsRequest(bytes))
            return;

        var message = new SipMessage();
        var accepted = message.TryParse(bytes, bytes.Length) && message.HasRequired;

        Assert.True((row["stock_reply"] != "none") == accepted, $"{row.Location}: {row["name"]}: {message.Error}");
    }

    [Fact]
    public void Values_are_found()
    {
        var message = Sip.Parse(Sip.Invite);

        Assert.True(message.IsRequest);
        Assert.Equal(SipMethod.Invite, message.Method);
        Assert.Equal("sip:bob@example.com", message.Text(message.RequestUri));
        Assert.Equal("SIP/2.0", message.Text(message.Version));
        Assert.Equal("body", message.Text(message.Body));
        Assert.Equal(10, message.HeaderCount);
        Assert.True(message.HasRequired);
        Assert.False(message.HasToTag);
        Assert.True(message.TryGetVia(out var via) && via.Port == 5070 && via.HasRport);
        Assert.True(message.TryGetNextVia(via, out var next));
        Assert.Equal("198.51.100.7", message.Text(next.Host));
        Assert.False(message.TryGetNextVia(next, out _));
        Assert.True(message.TryGetFrom(out var from));
        Assert.Equal("a1", message.Text(from.Tag));
        Assert.True(message.TryGetCSeq(out var cseq) && cseq.Number == 7);
        Assert.True(message.TryGetContentLength(out var length) && length == 4);
        Assert.True(message.TryGetMaxForwards(out var hops, out var digits) && hops == 70);
        Assert.Equal("70", message.Text(digits));
        Assert.Equal("one", message.Value(message.Header(message.Find("x-note"u8)).Value).ToText());
    }

    [Fact]
    public void Reply_takes_its_method_from_CSeq()
    {
        var message = Sip.Parse("sip/2.0 180 Ringing now\nv: SIP/2.0/UDP a\nCSeq: 1 BYE\n\n");

        Assert.False(message.IsRequest);
        Assert.Equal(180, message.StatusCode);
        Assert.Equal("Ringing now", message.Text(message.Reason));
        Assert.Equal(SipMethod.Bye, message.Method);
        Assert.True(message.TryGetVia(out _));
    }

    [Fact]
    public void Folded_and_compact_headers_are_one_line()
    {
        var message = Sip.Parse("OPTIONS sip:a SIP/2.0\r\nf: \"A\"\r\n <sip:a@b>\r\n\t;tag=1\r\nx: 90\r\nSubject:\r\n one\r\n\r\n");

        Assert.Equal(3, message.HeaderCount);
        Assert.True(message.TryGetFrom(out var from));
        Assert.Equal("1", message.Text(from.Tag));
        Assert.Equal(1, message.Find("Session-Expires"u8));
        Assert.Equal("one", message.Text(message.Header(message.Find("s"u8)).Value));
    }

    [Fact]
    public void Copy_over_another_buffer_keeps_index_and_values()
    {
        var message = Sip.Parse(Sip.Invite);
        Assert.True(message.TryGetTo(out _));
        var buffer = new byte[5000];
        message.Bytes.CopyTo(buffer);
        var copy = new SipMessage();
        copy.CopyFrom(message, buffer);
        message.Reset();

        Assert.Equal(0, message.Length);
        Assert.Equal(-1, message.Find(HeaderName.Via));
        Assert.Equal(Sip.Invite, Encoding.Latin1.GetString(copy.Bytes));
        Assert.True(copy.HasRequired);
        Assert.Equal(9, copy.Find("content-length"u8));
    }

    [Fact]
    public void Header_count_is_bounded()
    {
        var lines = new StringBuilder("OPTIONS sip:a SIP/2.0\r\n");
        for (var i = 0; i < SipMessage.MaxHeaders; i++)
            lines.Append("X: 1\r\n");

        Assert.Equal(SipMessage.MaxHeaders, Sip.Parse(lines + "\r\n").HeaderCount);

        var message = new SipMessage();
        var bytes = Sip.Bytes(lines + "X: 1\r\n\r\n");
        Assert.False(message.TryParse(bytes, bytes.Length));
        Assert.Equal(ParseError.TooManyHeaders, message.Error);
    }

    [Theory]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nContent-Length: 12\r\n\r\nbo", true, 45, 12, true)]
    [InlineData("OPTIONS sip:a SIP/2.0\nl : 3\n\nabc", true, 29, 3, true)]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nX: y\r\n\r\n", true, 31, 0, false)]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nContent-Length: x\r\n\r\n", true, 44, -1, true)]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nContent-Length: 12\r\n", false, 0, 12, true)]
    public void Length_of_a_message_on_a_stream_is_measured(string text, bool complete, int headerEnd, int length, bool has)
    {
        Assert.Equal(complete, MessageMeasure.TryMeasure(Sip.Bytes(text), out var end, out var contentLength, out var hasLength));
        Assert.Equal((headerEnd, length, has), (end, contentLength, hasLength));
    }

    [Fact]
    public void Addresses_of_all_lines_are_listed()
    {
        var message = Sip.Parse(
            "OPTIONS sip:a SIP/2.0\r\nRoute: <sip:a,b;lr>, \"x, y\" <sip:c>;p=1\r\nX: 1\r\nRoute: broken<\r\nRoute: <sip:d>\r\n\r\n");
        var reader = new NameAddressReader(message, HeaderName.Route);
        var found = new List<string>();
        while (reader.TryRead(out var value))
            found.Add($"{value.HeaderIndex}.{value.ValueIndex} {value.IsValid} {message.Text(value.Address.Uri)} [{message.Text(value.Extent)}]");

        Assert.Equal(
            [
                "0.0 True sip:a,b;lr [<sip:a,b;lr>, ]",
                "0.1 True sip:c [, \"x, y\" <sip:c>;p=1]",
                "2.0 False  [Route: broken<\r\n]",
                "3.0 True sip:d [Route: <sip:d>\r\n]",
            ],
            found);
    }

    private static bool IsRequest(byte[] bytes) => !Encoding.Latin1.GetString(bytes).StartsWith("SIP/2.0", StringComparison.Ordinal);
}
