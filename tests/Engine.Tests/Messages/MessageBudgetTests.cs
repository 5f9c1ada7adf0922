using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Transport;
using Xunit;

namespace Signalbox.Engine.Tests.Messages;

public sealed class MessageBudgetTests
{
    private readonly byte[] _invite = Sip.Bytes(Sip.Invite);
    private readonly byte[] _reply = Sip.Bytes(Sip.Invite.Replace("INVITE sip:bob@example.com SIP/2.0", "SIP/2.0 200 OK", StringComparison.Ordinal));
    private readonly SipMessage _message = new();
    private readonly MessageEdits _edits = new();
    private readonly MessageEdits _branchEdits = new();
    private readonly ByteWriter _output = new();
    private readonly ByteWriter _branch = new();
    private readonly ToTags _tags = ToTags.Stateless("127.0.0.1", 5060);

    [Fact]
    public void Parsing_and_answering_allocates_nothing() => AllocatesNothing(Answer);

    [Fact]
    public void Parsing_and_relaying_a_request_allocates_nothing() => AllocatesNothing(RelayRequest);

    [Fact]
    public void Parsing_and_relaying_a_reply_allocates_nothing() => AllocatesNothing(RelayReply);

    private static void AllocatesNothing(Action action)
    {
        for (var i = 0; i < 200; i++)
            action();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            action();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void Answer()
    {
        _output.Clear();
        Span<byte> tag = stackalloc byte[ToTags.Length];
        if (!_message.TryParse(_invite, _invite.Length) || !_message.HasRequired)
            return;

        _tags.Write(_message, tag);
        var parts = new LocalReplyParts { Source = new HostEndPoint([192, 0, 2, 1], 5070), ServerLine = "Server: x\r\n"u8 };
        MessageWriter.WriteLocalReply(_message, 200, "OK"u8, tag, parts, _output);
    }

    private void RelayRequest()
    {
        _output.Clear();
        _edits.Clear();
        _branchEdits.Clear();
        if (!_message.TryParse(_invite, _invite.Length) || !_message.HasRequired || !_message.TryGetMaxForwards(out _, out var digits))
            return;

        _edits.Replace(digits, "69"u8);
        _edits.AddRecordRoute("Record-Route: <sip:192.0.2.9;lr>\r\n"u8);
        _branchEdits.AppendHeader("X-Branch: 0\r\n"u8);
        _branchEdits.SetBody("another body"u8);

        Span<byte> digest = stackalloc byte[BranchId.DigestLength];
        BranchId.WriteDigest(_message, digest);
        _branch.Clear();
        BranchId.Write(BranchId.Bucket(_message), digest, 0, _branch);
        var via = new ForwardVia
        {
            Transport = TransportProtocol.Udp,
            Local = new HostEndPoint([192, 0, 2, 9], 5060),
            Branch = _branch.Written,
            Source = new HostEndPoint([192, 0, 2, 50], 5070),
        };
        MessageWriter.WriteRequest(_message, "sip:bob@192.0.2.60"u8, _edits, _branchEdits, via, _output);
    }

    private void RelayReply()
    {
        _output.Clear();
        _edits.Clear();
        if (_message.TryParse(_reply, _reply.Length) && _message.HasRequired)
            MessageWriter.WriteForwardedReply(_message, _edits, _output);
    }
}
