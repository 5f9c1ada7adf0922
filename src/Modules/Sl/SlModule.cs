using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Sl.Api;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Sl;

/// <summary>Stateless replies: life, events and the filter of ACKs.</summary>
[Module("sl", Summary = "Stateless replies.")]
internal sealed partial class SlModule : IModule, IRequestHook, IReplySender
{
    private const string StateName = "sl";
    private readonly ITransportTable _transports;
    private readonly SlStatistics _statistics;
    private readonly StatelessReplies _replies;
    private readonly IReplyForwarder _forwarder;
    private ITransactionLayer? _transactions;

    /// <summary>Made by the loader.</summary>
    public SlModule(ITransportTable transports, IMessageSender sender, IReplyForwarder forwarder, StateStore state, TimeProvider time)
    {
        _forwarder = forwarder;
        _transports = transports;
        _statistics = state.GetOrAdd(StateName, static () => new SlStatistics());
        _replies = new StatelessReplies(sender, _statistics, time);
    }

    /// <summary>send_reply answers in the transaction when there is one.</summary>
    [Parameter("bind_tm", Default = "1", Summary = "send_reply answers in the transaction when there is one.")]
    public bool BindTransactions { get; set; } = true;

    [Parameter("default_code", Default = "500", Summary = "Code of replies whose code is 0 or less, e.g. of an undefined variable.", Min = 100, Max = 699)]
    public int DefaultCode { get; set; } = 500;

    [Parameter("default_reason", Default = "Internal Server Error", Summary = "Phrase of replies whose phrase is undefined.")]
    public string DefaultReason { get; set; } = "Internal Server Error";

    /// <summary>KEMI function of filtered ACKs.</summary>
    [Parameter("event_callback_fl_ack", IsEventCallback = true, Summary = "KEMI function that sees filtered ACKs.")]
    public string FilteredAckCallback { get; set; } = string.Empty;

    /// <summary>KEMI function of replies.</summary>
    [Parameter("event_callback_lres_sent", IsEventCallback = true, Summary = "KEMI function that runs after a stateless reply was sent.")]
    public string LocalResponseCallback { get; set; } = string.Empty;

    /// <summary>An ACK to a reply of ours was absorbed.</summary>
    [Event("sl:filtered-ack", Callback = "event_callback_fl_ack", Summary = "Runs for an ACK to a stateless reply; request_route does not see it.")]
    public EventRoute FilteredAck { get; } = new("sl:filtered-ack");

    /// <summary>A reply was made here and sent.</summary>
    [Event("sl:local-response", Callback = "event_callback_lres_sent", Summary = "Runs after a stateless reply was sent, on the request.")]
    public EventRoute LocalResponse { get; } = new("sl:local-response");

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        _transactions = BindTransactions ? validation.Find<ITransactionLayer>() : null;
        _replies.Server = ServerLine.Of(validation.Settings);
    }

    /// <inheritdoc />
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (_transports.Sockets.Count > 0)
        {
            var first = _transports.Sockets[0].Local;
            _replies.Tags = ToTags.Stateless(first.HostText(), first.Port);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public bool BeforeRoute(RoutingContext context)
    {
        if (!_replies.IsAckToOwnReply(context))
            return false;

        _statistics.FilteredAcks.Increment();
        ShowMatch(context);
        FilteredAck.Run(context);
        return true;
    }

    /// <inheritdoc />
    public bool Reply(RoutingContext context, int code, ReadOnlySpan<byte> reason)
    {
        if (_transactions is { } transactions && transactions.HasTransaction(context))
            return transactions.Reply(context, code, reason);

        return ReplyStateless(context, code, reason);
    }

    /// <inheritdoc />
    public bool ReplyStateless(RoutingContext context, int code, ReadOnlySpan<byte> reason)
    {
        var sent = _replies.Answer(context, code, reason);
        if (sent && LocalResponse.IsDefined)
            LocalResponse.Run(context);

        return sent;
    }

    private static void ShowMatch(RoutingContext context)
    {
        if (context.Snapshot.Observers.Length == 0)
            return;

        var received = context.Received;
        MessageTap.Matched(context.Snapshot, new TapEvent
        {
            Bytes = context.Message.Bytes,
            Local = received.Local,
            Remote = received.Remote,
            Protocol = received.Protocol,
            Socket = received.Socket,
            Worker = context.Worker,
            UtcTicks = received.UtcTicks,
            ConnectionId = received.ConnectionId,
            Origin = MessageOrigin.Network,
            Context = context,
        });
    }
}
