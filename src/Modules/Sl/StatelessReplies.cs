using Signalbox.Engine.Buffers;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Sl;

/// <summary>Answers without a transaction, and recognises the ACKs to such answers.</summary>
internal sealed class StatelessReplies(IMessageSender sender, SlStatistics statistics, TimeProvider time)
{
    // The peer remembers for 2 s that it answered; later ACKs go to the script.
    private static readonly long AckWindowTicks = TimeSpan.FromSeconds(2).Ticks;

    /// <summary>Makes To tags; set when the sockets are bound.</summary>
    public ToTags? Tags { get; set; }

    /// <summary>Server line of own replies, with CRLF.</summary>
    public byte[] Server { get; set; } = [];

    /// <summary>Answers a request.</summary>
    /// <returns>False for an ACK, for a captured message and when sending failed.</returns>
    public bool Answer(RoutingContext context, int code, ReadOnlySpan<byte> reason)
    {
        if (!context.Message.IsRequest || context.Message.Method == SipMethod.Ack || context.Received.IsCaptured)
            return false;

        var output = context.Worker.RentWriter();
        var extra = context.Worker.RentWriter();
        extra.Write(context.ReplyHeaders.Span);
        if (code is >= 300 and < 400)
            WriteContacts(context, extra);

        Write(context, code, reason, extra.Written, output);
        Volatile.Write(ref statistics.LastSentTicks, time.GetUtcNow().UtcTicks);
        var status = sender.Send(ReplyPath.Of(context), output.Written, new OutboundMessage
        {
            Worker = context.Worker,
            Snapshot = context.Snapshot,
            Origin = MessageOrigin.StatelessReply,
            Context = context,
        });
        context.Worker.Return(extra);
        context.Worker.Return(output);
        if (status == SendStatus.Sent)
            statistics.Count(code);
        else
            statistics.Failures.Increment();

        return status == SendStatus.Sent;
    }

    /// <summary>True for an ACK whose To tag is the one that this request would get, soon after a reply.</summary>
    public bool IsAckToOwnReply(RoutingContext context)
    {
        if (context.Message.Method != SipMethod.Ack || Tags is null)
            return false;

        if (time.GetUtcNow().UtcTicks - Volatile.Read(ref statistics.LastSentTicks) > AckWindowTicks)
            return false;

        if (!context.Message.TryGetTo(out var to) || to.Tag.Length != ToTags.Length)
            return false;

        Span<byte> own = stackalloc byte[ToTags.Length];
        Tags.Write(context.Message, own);
        return context.Message.Span(to.Tag).SequenceEqual(own);
    }

    private void Write(RoutingContext context, int code, ReadOnlySpan<byte> reason, ReadOnlySpan<byte> extra, ByteWriter output)
    {
        Span<byte> tag = stackalloc byte[ToTags.Length];
        Tags?.Write(context.Message, tag);
        var warning = context.Worker.RentWriter();
        WarningLine.Write(context, warning);
        var parts = new LocalReplyParts
        {
            LastHeaders = warning.Written,
            ExtraHeaders = extra,
            ServerLine = Server,
            Body = context.ReplyBody.Span,
            ContentType = context.ReplyBodyType.Span,
            Source = context.Received.Remote,
            ForceRport = context.ForceRport || context.Snapshot.Settings.ForceRport,
        };
        MessageWriter.WriteLocalReply(context.Message, code, reason, code < 180 || Tags is null ? default : tag, parts, output);
        context.Worker.Return(warning);
    }

    // A redirect names the targets that the script set: the request URI when it was rewritten, then the branches.
    private static void WriteContacts(RoutingContext context, ByteWriter output)
    {
        var any = false;
        if (context.NewRequestUri.IsSet)
            WriteContact(context.NewRequestUri.Span, context.Q, output, ref any);

        for (var i = 0; i < context.Branches.Count; i++)
            WriteContact(context.Branches[i].Uri.Span, context.Branches[i].Q, output, ref any);

        if (any)
            output.Write("\r\n"u8);
    }

    private static void WriteContact(ReadOnlySpan<byte> uri, int q, ByteWriter output, ref bool any)
    {
        output.Write(any ? ", <"u8 : "Contact: <"u8);
        any = true;
        output.Write(uri);
        output.Write((byte)'>');
        if (q < 0)
            return;

        output.Write(";q="u8);
        WriteQ(q, output);
    }

    private static void WriteQ(int q, ByteWriter output)
    {
        if (q >= 1000)
        {
            output.Write((byte)'1');
            return;
        }

        output.Write((byte)'0');
        if (q == 0)
            return;

        output.Write((byte)'.');
        for (var place = 100; q > 0; place /= 10)
        {
            output.Write((byte)('0' + q / place));
            q %= place;
        }
    }
}
