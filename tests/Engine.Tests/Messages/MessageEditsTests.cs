using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Xunit;

namespace Signalbox.Engine.Tests.Messages;

public sealed class MessageEditsTests
{
    private const string Text = "OPTIONS sip:a SIP/2.0\r\nA: 1\r\nB: 2\r\nC: 3\r\nContent-Length: 4\r\n\r\nbody";

    private readonly SipMessage _message = Sip.Parse(Text);
    private readonly MessageEdits _edits = new();

    [Fact]
    public void No_edits_give_the_same_bytes() => Assert.Equal(Text, Write());

    [Fact]
    public void Lines_go_where_they_are_told()
    {
        _edits.AppendHeader("Z1: 1\r\n"u8);
        _edits.InsertAfterHeader(0, "A1: 1\r\n"u8);
        _edits.InsertAfterHeader(0, "A2: 1\r\n"u8);
        _edits.InsertHeaderFirst("F1: 1\r\n"u8);
        _edits.InsertHeaderFirst("F2: 1\r\n"u8);
        _edits.AppendHeader("Z2: 1\r\n"u8);
        _edits.AddRecordRoute("R1: 1\r\n"u8);
        _edits.AddRecordRoute("R2: 1\r\n"u8);
        _edits.InsertHeaderFirst("F3: 1\r\n"u8);
        _edits.InsertBefore(_message.Header(2).Line.Start, "C0: 1\r\n"u8);

        Assert.Equal(
            "OPTIONS sip:a SIP/2.0\r\nF1: 1\r\nF2: 1\r\nR2: 1\r\nR1: 1\r\nF3: 1\r\nA: 1\r\nA1: 1\r\nA2: 1\r\nB: 2\r\nC0: 1\r\nC: 3\r\n" +
            "Content-Length: 4\r\nZ1: 1\r\nZ2: 1\r\n\r\nbody",
            Write());
    }

    [Fact]
    public void Removing_twice_is_harmless()
    {
        _edits.RemoveHeader(1);
        _edits.Remove(_message.Header(1).Line);
        _edits.Remove(_message.Header(1).Value);
        _edits.RemoveHeader(1);

        Assert.Equal("OPTIONS sip:a SIP/2.0\r\nA: 1\r\nC: 3\r\nContent-Length: 4\r\n\r\nbody", Write());
    }

    [Fact]
    public void Overlapping_edits_leave_a_whole_message()
    {
        _edits.Replace(_message.Header(1).Value, "two"u8);
        _edits.RemoveHeader(1);
        _edits.InsertBefore(_message.Header(1).Value.Start, "K: 1\r\n"u8);
        _edits.Replace(new TextRange(_message.Header(0).Line.Start, 2), "Q:"u8);
        _edits.Replace(new TextRange(_message.Header(0).Line.Start + 1, 3), "lost"u8);

        Assert.Equal("OPTIONS sip:a SIP/2.0\r\nQ: 1\r\nK: 1\r\nC: 3\r\nContent-Length: 4\r\n\r\nbody", Write());
    }

    [Fact]
    public void The_last_replacement_of_a_piece_counts()
    {
        _edits.Replace(_message.Header(0).Value, "first"u8);
        _edits.Replace(_message.Header(0).Value, "second"u8);

        Assert.Contains("A: second\r\n", Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_body_brings_its_length()
    {
        _edits.SetBody("another body"u8);

        Assert.True(_edits.TryGetBody(out var body) && body.SequenceEqual("another body"u8));
        Assert.EndsWith("Content-Length: 12\r\n\r\nanother body", Write(), StringComparison.Ordinal);
        _edits.SetBody(default);
        Assert.EndsWith("Content-Length: 0\r\n\r\n", Write(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nA: 1\r\n\r\n", "OPTIONS sip:a SIP/2.0\r\nA: 1\r\nContent-Length: 2\r\n\r\nhi")]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nA: 1\r\n", "OPTIONS sip:a SIP/2.0\r\nA: 1\r\nContent-Length: 2\r\n\r\nhi")]
    [InlineData("OPTIONS sip:a SIP/2.0\r\nl: 0\r\n", "OPTIONS sip:a SIP/2.0\r\nl: 2\r\n\r\nhi")]
    public void A_new_body_completes_the_headers(string text, string expected)
    {
        _edits.SetBody("hi"u8);

        Assert.Equal(expected, Write(Sip.Parse(text)));
    }

    [Fact]
    public void Ranges_of_another_message_are_ignored()
    {
        _edits.Replace(new TextRange(5000, 4), "x"u8);
        _edits.RemoveHeader(99);
        _edits.Remove(new TextRange(10, 5000));
        _edits.InsertBefore(-4, "x"u8);

        Assert.Equal(Text, Write());
    }

    [Fact]
    public void Lists_can_be_copied_and_joined()
    {
        var other = new MessageEdits();
        other.AppendHeader("Z: 1\r\n"u8);
        _edits.AppendHeader("Y: 1\r\n"u8);
        _edits.AddAll(other);
        other.CopyFrom(_edits);
        _edits.Clear();

        Assert.True(_edits.IsEmpty);
        Assert.Equal(Text, Write());
        var output = new ByteWriter();
        MessageWriter.WriteEdited(_message, "sip:b"u8, other, output);
        Assert.Equal(Text.Replace("sip:a", "sip:b").Replace("\r\n\r\n", "\r\nY: 1\r\nZ: 1\r\n\r\n"), output.Text());
    }

    private string Write() => Write(_message);

    private string Write(SipMessage message)
    {
        var output = new ByteWriter();
        MessageWriter.WriteEdited(message, default, _edits, output);
        return output.Text();
    }
}
