using System.Buffers.Text;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Acc;

/// <content>Records out of messages.</content>
internal sealed partial class AccModule
{
    private const int MaxDigits = 11;

    private void WriteReply(in TransactionReply reply, RecordKind kind)
    {
        Span<byte> digits = stackalloc byte[MaxDigits];
        Utf8Formatter.TryFormat(reply.Code, digits, out var length);
        Span<byte> tag = stackalloc byte[ToTags.Length];
        var message = Scratch.Of(reply.Worker);
        var isRead = reply.TryParse(message);
        var request = reply.Request;
        using var target = new BranchTarget(reply);
        var record = Describe(request, request.Message, kind) with
        {
            ToTag = isRead ? TagOf(message, isTo: true) : LocalTag(reply, tag),
            Code = digits[..length],
            Reason = isRead ? ReasonOf(message, reply) : StandardReasons.Of(reply.Code),
        };
        Write(record, request.Flags);
    }

    private void WriteAcknowledged(RoutingContext request, RoutingContext ack)
    {
        var record = Describe(ack, ack.Message, RecordKind.Acknowledged) with { Code = "200"u8, Reason = "OK"u8 };
        Write(record, request.Flags);
    }

    private AccountingRecord Describe(RoutingContext context, SipMessage message, RecordKind kind) => new()
    {
        Kind = kind,
        Context = context,
        Time = time.GetUtcNow(),
        Method = message.Span(message.MethodText),
        FromTag = TagOf(message, isTo: false),
        ToTag = TagOf(message, isTo: true),
        CallId = message.TryGetCallId(out var callId) ? message.Span(callId) : default,
        IsSwapped = ReferenceEquals(context.Items.Get(Prepared), Upstream) || (_direction is not null && _direction.IsUpstream(context)),
    };

    private static ReadOnlySpan<byte> TagOf(SipMessage message, bool isTo)
    {
        var found = isTo ? message.TryGetTo(out var address) : message.TryGetFrom(out address);
        return found ? message.Span(address.Tag) : default;
    }

    // A timeout has no reply yet; this is the tag that its 408 will carry.
    private static ReadOnlySpan<byte> LocalTag(in TransactionReply reply, Span<byte> tag)
    {
        if (reply.Request.Message.HasToTag || reply.Tags is null)
            return TagOf(reply.Request.Message, isTo: true);

        reply.Tags.Write(reply.Request.Message, tag);
        return tag;
    }

    private ReadOnlySpan<byte> ReasonOf(SipMessage message, in TransactionReply reply)
    {
        if (reply.IsLocal)
            return StandardReasons.Of(reply.Code);

        var header = ReasonFromHeader ? message.Find(HeaderName.Reason) : -1;
        return message.Span(header < 0 ? message.Reason : message.Header(header).Value);
    }
}
