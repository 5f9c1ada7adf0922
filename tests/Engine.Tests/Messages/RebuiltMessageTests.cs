using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Transport;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Engine.Tests.Messages;

/// <summary>The recordings in which the script applied its changes (msg_apply_changes) before it relayed.</summary>
public sealed class RebuiltMessageTests
{
    [Fact]
    public void A_changed_body_corrects_its_length()
    {
        var recording = Recording.Read("Cases/sip/probe/body.sip");
        var request = Sip.Parse(recording[0].Bytes);
        var edits = new MessageEdits();
        LowerMaxForwards(request, edits);
        edits.Replace(new TextRange(recording[0].Text.IndexOf("hello", request.Body.Start, StringComparison.Ordinal), 5), "HELLO WORLD"u8);

        Assert.Equal(recording[1].Text, Relay(Rebuild(request, default, edits)));
    }

    [Fact]
    public void A_rebuilt_message_shows_its_changes()
    {
        var recording = Recording.Read("Cases/sip/probe/lumps.sip");
        var request = Sip.Parse(recording[0].Bytes);
        var edits = new MessageEdits();
        LowerMaxForwards(request, edits);
        edits.AppendHeader("X-Added: one\r\n"u8);
        edits.RemoveHeader(request.Find("x-old"u8));
        Assert.True(request.TryGetFrom(out var from));
        edits.Replace(new TextRange(from.Value.Start, from.Uri.Start - from.Value.Start), "New Name <"u8);

        var rebuilt = Rebuild(request, "sip:changed@127.0.0.1:18060"u8, edits);

        Assert.Equal("sip:changed@127.0.0.1:18060", rebuilt.Text(rebuilt.RequestUri));
        Assert.Equal(recording[1].Text, Relay(rebuilt));
    }

    private static void LowerMaxForwards(SipMessage request, MessageEdits edits)
    {
        Assert.True(request.TryGetMaxForwards(out _, out var digits));
        edits.Replace(digits, "69"u8);
    }

    private static SipMessage Rebuild(SipMessage message, ReadOnlySpan<byte> requestUri, MessageEdits edits)
    {
        var output = new ByteWriter();
        MessageWriter.WriteEdited(message, requestUri, edits, output);
        return Sip.Parse(output.Text());
    }

    private static string Relay(SipMessage request)
    {
        Span<byte> digest = stackalloc byte[BranchId.DigestLength];
        BranchId.WriteDigest(request, digest);
        var branch = new ByteWriter();
        BranchId.Write(BranchId.Bucket(request), digest, 0, branch);
        var via = new ForwardVia
        {
            Transport = TransportProtocol.Udp,
            Local = new HostEndPoint([127, 0, 0, 1], 18060),
            Branch = branch.Written,
            Source = new HostEndPoint([127, 0, 0, 1], 18101),
        };
        var output = new ByteWriter();
        MessageWriter.WriteRequest(request, default, new MessageEdits(), null, via, output);
        return output.Text();
    }
}
