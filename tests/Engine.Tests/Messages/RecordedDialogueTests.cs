using System.Text;
using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Transport;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Engine.Tests.Messages;

/// <summary>Writes again, from what the peer received, every message that it sent in the recordings, and compares the bytes.</summary>
public sealed class RecordedDialogueTests
{
    private static readonly HostEndPoint Server = new([127, 0, 0, 1], 18060);
    private static readonly ToTags Stateless = ToTags.Stateless("127.0.0.1", 18060);
    private static readonly ToTags Transactional = ToTags.Transactional("127.0.0.1", 18060);

    public static TheoryData<string> Files
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var file in FileNames())
                data.Add(file);

            return data;
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void Every_relayed_request_is_written_as_recorded(string file) => Check(file, WriteRelayedRequest);

    [Theory, MemberData(nameof(Files))]
    public void Every_local_reply_is_written_as_recorded(string file) => Check(file, WriteLocalReply);

    [Theory, MemberData(nameof(Files))]
    public void Every_relayed_reply_is_written_as_recorded(string file) => Check(file, WriteRelayedReply);

    [Theory, MemberData(nameof(Files))]
    public void Every_cancel_and_ack_of_the_server_is_written_as_recorded(string file) => Check(file, WriteFollowUp);

    [Fact]
    public void The_recordings_cover_all_kinds()
    {
        var counts = new int[4];
        Func<IReadOnlyList<RecordedMessage>, int, string?>[] writers = [WriteRelayedRequest, WriteLocalReply, WriteRelayedReply, WriteFollowUp];
        foreach (var file in FileNames())
        {
            var dialogue = Recording.Read(file);
            for (var i = 0; i < dialogue.Count; i++)
            {
                for (var kind = 0; kind < writers.Length; kind++)
                    counts[kind] += !dialogue[i].ToServer && writers[kind](dialogue, i) is not null ? 1 : 0;
            }
        }

        Assert.True(counts is [> 60, > 150, > 40, > 20], string.Join(' ', counts));
    }

    private static IEnumerable<string> FileNames()
    {
        var root = Path.Combine(AppContext.BaseDirectory, "Cases", "sip");
        return Directory.GetFiles(root, "*.sip", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is not ("lumps.sip" or "body.sip"))
            .Order(StringComparer.Ordinal)
            .Select(file => Path.GetRelativePath(AppContext.BaseDirectory, file));
    }

    private static void Check(string file, Func<IReadOnlyList<RecordedMessage>, int, string?> write)
    {
        var dialogue = Recording.Read(file);
        for (var i = 0; i < dialogue.Count; i++)
        {
            if (!dialogue[i].ToServer && write(dialogue, i) is { } actual)
                Assert.True(dialogue[i].Text == actual, $"{file}: {dialogue[i].Label}\n{dialogue[i].Text}\n--- actual\n{actual}");
        }
    }

    private static string? WriteRelayedRequest(IReadOnlyList<RecordedMessage> dialogue, int index)
    {
        if (!TryParse(dialogue[index], out var sent) || !sent.IsRequest || !sent.TryGetVia(out var own) || !sent.TryGetNextVia(own, out var old))
            return null;

        var (source, request) = Sender(dialogue, index, sent, old);
        if (request is null)
            return null;

        Span<byte> digest = stackalloc byte[BranchId.DigestLength];
        BranchId.WriteDigest(request, digest);
        var recorded = sent.Span(own.Branch);
        Assert.True(BranchId.TryParse(recorded, out _, out _, out var number), Encoding.Latin1.GetString(recorded));
        var branch = new ByteWriter();
        BranchId.Write(BranchId.Bucket(request), digest, number, branch);

        var edits = Edits(request, sent);
        var output = new ByteWriter();
        var via = new ForwardVia
        {
            Transport = TransportProtocol.Udp,
            Local = new HostEndPoint([127, 0, 0, 1], own.Port),
            Branch = branch.Written,
            Source = new HostEndPoint([127, 0, 0, 1], source),
            ForceRport = old.HasRport,
        };
        MessageWriter.WriteRequest(request, sent.Span(sent.RequestUri), edits, null, via, output);
        return output.Text();
    }

    // What the script did in between, read off the recorded result.
    private static MessageEdits Edits(SipMessage request, SipMessage sent)
    {
        var edits = new MessageEdits();
        var own = sent.Header(0);
        if (own.Id == HeaderName.RecordRoute && sent.Text(own.Value).Contains(":18060", StringComparison.Ordinal))
            edits.AddRecordRoute(sent.Span(own.Line));

        for (var i = request.Find(HeaderName.Route); i >= 0; i = request.Find(HeaderName.Route, i + 1))
        {
            if (!HasLine(sent, request, request.Header(i)))
                edits.RemoveHeader(i);
        }

        for (var i = sent.Find(HeaderName.Route); i >= 0; i = sent.Find(HeaderName.Route, i + 1))
        {
            var isPath = sent.Find(HeaderName.Via, i) >= 0;
            if (!HasLine(request, sent, sent.Header(i)) && isPath)
                edits.InsertBefore(request.HeadersStart, sent.Span(sent.Header(i).Line));
            else if (!HasLine(request, sent, sent.Header(i)))
                edits.AppendHeader(sent.Span(sent.Header(i).Line));
        }

        if (request.TryGetMaxForwards(out var hops, out var digits))
        {
            var less = Math.Min(hops - 1, 70).ToString(System.Globalization.CultureInfo.InvariantCulture);
            edits.Replace(digits, Sip.Bytes(less.PadLeft(digits.Length)));
        }
        else if (sent.Find(HeaderName.MaxForwards) >= 0)
        {
            edits.InsertHeaderFirst(sent.Span(sent.Header(sent.Find(HeaderName.MaxForwards)).Line));
        }

        return edits;
    }

    private static bool HasLine(SipMessage message, SipMessage other, in HeaderField field)
    {
        for (var i = 0; i < message.HeaderCount; i++)
        {
            if (message.Span(message.Header(i).Line).SequenceEqual(other.Span(field.Line)))
                return true;
        }

        return false;
    }

    private static string? WriteLocalReply(IReadOnlyList<RecordedMessage> dialogue, int index)
    {
        if (!TryParse(dialogue[index], out var sent) || sent.IsRequest || sent.Find(HeaderName.Server) < 0 || !sent.TryGetVia(out var via) || IsRelayed(sent, via))
            return null;

        var (source, request) = Sender(dialogue, index, sent, via);
        if (request is null)
            return null;

        Span<byte> tag = stackalloc byte[ToTags.Length];
        var tags = sent.TryGetTo(out var to) && sent.Text(to.Tag).Contains('-', StringComparison.Ordinal) ? Transactional : Stateless;
        tags.Write(request, tag);
        var output = new ByteWriter();
        var parts = new LocalReplyParts
        {
            ExtraHeaders = Sip.Bytes(Extra(sent)),
            ServerLine = sent.Span(sent.Header(sent.Find(HeaderName.Server)).Line),
            ContentType = "text/plain"u8,
            Body = sent.Span(sent.Body),
            Source = new HostEndPoint([127, 0, 0, 1], source),
            ForceRport = via.HasRport,
        };
        MessageWriter.WriteLocalReply(request, sent.StatusCode, sent.Span(sent.Reason), sent.HasToTag ? tag : default, parts, output);
        return output.Text();
    }

    // The loop: the server's own reply came back through the server, which put received first when it relayed the request.
    private static bool IsRelayed(SipMessage sent, in Via via) => via.Received.Start > 0 && via.Received.Start < via.Branch.Start;

    private static string Extra(SipMessage sent)
    {
        var extra = new StringBuilder();
        for (var i = 0; i < sent.HeaderCount; i++)
        {
            var field = sent.Header(i);
            if (field.Id is not (HeaderName.Via or HeaderName.From or HeaderName.To or HeaderName.CallId or HeaderName.CSeq
                or HeaderName.RecordRoute or HeaderName.Server or HeaderName.ContentLength or HeaderName.ContentType))
            {
                extra.Append(sent.Text(field.Line));
            }
        }

        return extra.ToString();
    }

    private static string? WriteRelayedReply(IReadOnlyList<RecordedMessage> dialogue, int index)
    {
        if (!TryParse(dialogue[index], out var sent) || sent.IsRequest || sent.Find(HeaderName.Server) >= 0)
            return null;

        for (var i = index - 1; i >= 0; i--)
        {
            if (!dialogue[i].ToServer || !TryParse(dialogue[i], out var reply) || reply.IsRequest || !IsSameReply(reply, sent))
                continue;

            var output = new ByteWriter();
            MessageWriter.WriteForwardedReply(reply, new MessageEdits(), output);
            return output.Text();
        }

        return null;
    }

    private static bool IsSameReply(SipMessage reply, SipMessage sent) =>
        reply.Span(reply.FirstLine).SequenceEqual(sent.Span(sent.FirstLine))
        && reply.TryGetVia(out var own) && reply.TryGetNextVia(own, out var next) && sent.TryGetVia(out var top)
        && reply.Span(next.Value).SequenceEqual(sent.Span(top.Value))
        && Value(reply, HeaderName.CSeq) == Value(sent, HeaderName.CSeq)
        && Value(reply, HeaderName.To) == Value(sent, HeaderName.To);

    private static string? WriteFollowUp(IReadOnlyList<RecordedMessage> dialogue, int index)
    {
        if (!TryParse(dialogue[index], out var sent) || sent.Method is not (SipMethod.Cancel or SipMethod.Ack) || !sent.IsRequest)
            return null;

        var invite = Invite(dialogue, index, sent);
        if (invite is null)
            return null;

        var output = new ByteWriter();
        var to = sent.Span(sent.Header(sent.Find(HeaderName.To)).Line);
        var reason = sent.Find(HeaderName.Reason);
        if (sent.Method == SipMethod.Ack)
            MessageWriter.WriteAck(invite, to, output);
        else
            MessageWriter.WriteCancel(invite, output, reason < 0 ? default : sent.Span(sent.Header(reason).Line));

        return output.Text();
    }

    private static SipMessage? Invite(IReadOnlyList<RecordedMessage> dialogue, int index, SipMessage sent)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (!dialogue[i].ToServer && TryParse(dialogue[i], out var invite) && invite.IsRequest && invite.Method == SipMethod.Invite
                && invite.TryGetVia(out var via) && sent.TryGetVia(out var own)
                && invite.Span(via.Value).SequenceEqual(sent.Span(own.Value)))
            {
                return invite;
            }
        }

        return null;
    }

    private static (int Port, SipMessage? Request) Sender(IReadOnlyList<RecordedMessage> dialogue, int index, SipMessage sent, in Via via)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (!dialogue[i].ToServer || !TryParse(dialogue[i], out var request) || !request.IsRequest || !request.TryGetVia(out var top))
                continue;

            if (request.Span(top.Branch).SequenceEqual(sent.Span(via.Branch)) && Value(request, HeaderName.CSeq) == Value(sent, HeaderName.CSeq)
                && Value(request, HeaderName.CallId) == Value(sent, HeaderName.CallId))
            {
                return (dialogue[i].EndpointPort, request);
            }
        }

        return (0, null);
    }

    private static string Value(SipMessage message, HeaderName id) =>
        message.Find(id) is var index and >= 0 ? message.Text(message.Header(index).Value) : string.Empty;

    private static bool TryParse(RecordedMessage recorded, out SipMessage message)
    {
        message = new SipMessage();
        return message.TryParse(recorded.Bytes, recorded.Bytes.Length) && message.HasRequired;
    }
}
