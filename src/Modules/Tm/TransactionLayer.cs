using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Tm;

/// <summary>Makes, finds and ends transactions; one object per generation over the table that all share.</summary>
internal sealed class TransactionLayer
{
    /// <summary>Where a message keeps what the script asked for before its transaction exists.</summary>
    public static readonly ItemSlot<TransactionSetup> SetupSlot = new();

    /// <summary>Puts the parts together.</summary>
    public TransactionLayer(TmServices services, TmSettings settings, TmEvents events)
    {
        Services = services;
        Settings = settings;
        Upstream = new UpstreamReplies(this, events);
        Downstream = new DownstreamRequests(this);
        Branches = new BranchSender(this);
        Failure = new FailureStep(this);
        Replies = new ReplyProcess(this);
        Timers = new TransactionTimers(this);
        BranchTimers = new BranchTimers(this);
        Observers = new ObserverCalls(this);
        Local = new LocalRequestStep(this, events.LocalRequest);
        LocalAcks = new LocalAcks(this, events.LocalAckSent);
    }

    /// <summary>The engine.</summary>
    public TmServices Services { get; }

    /// <summary>Parameters.</summary>
    public TmSettings Settings { get; set; }

    /// <summary>Replies to the sender of the request.</summary>
    public UpstreamReplies Upstream { get; }

    /// <summary>CANCEL, ACK and retransmissions.</summary>
    public DownstreamRequests Downstream { get; }

    /// <summary>New branches.</summary>
    public BranchSender Branches { get; }

    /// <summary>What happens when branches fail.</summary>
    public FailureStep Failure { get; }

    /// <summary>Received replies.</summary>
    public ReplyProcess Replies { get; }

    /// <summary>Timer of a transaction.</summary>
    public TransactionTimers Timers { get; }

    /// <summary>Timers of branches.</summary>
    public BranchTimers BranchTimers { get; }

    /// <summary>Modules that follow transactions.</summary>
    public ObserverCalls Observers { get; }

    /// <summary>Requests made here.</summary>
    public LocalRequestStep Local { get; }

    /// <summary>ACKs to the 2xx of INVITEs made here.</summary>
    public LocalAcks LocalAcks { get; }

    /// <summary>Makes To tags; set when the sockets are bound.</summary>
    public ToTags? Tags { get; set; }

    /// <summary>Makes a transaction for a request and puts it into the table.</summary>
    /// <param name="context">The request.</param>
    /// <param name="known">The transaction when the request is a repetition; the caller gets a reference.</param>
    /// <returns>The new one, with a reference for the message; null for a repetition.</returns>
    public Transaction? Create(RoutingContext context, out Transaction? known)
    {
        var transaction = Services.Table.Rent(context.Worker.Index);
        lock (transaction.Gate)
        {
            Begin(transaction, context);
            transaction.ReplyTo = ReplyPath.Of(transaction.Request);
            known = Services.Table.AddOrFind(transaction, Settings.Match);
            if (known is not null)
            {
                transaction.Release();
                return null;
            }

            transaction.IsLive = true;
            context.Transaction = transaction;
            Observers.Began(context);
        }

        Services.Reload.Retain(transaction.Generation);
        Services.Statistics.Server.Increment();
        return transaction;
    }

    /// <summary>Makes a transaction for a request made here; the caller gets a reference.</summary>
    public Transaction Create(RoutingContext context, LocalRequest request)
    {
        var transaction = Services.Table.Rent(context.Worker.Index);
        lock (transaction.Gate)
        {
            Begin(transaction, context);
            transaction.Local = request;
            Services.Table.AddOrFind(transaction, Settings.Match);
            transaction.IsLive = true;
        }

        Services.Reload.Retain(transaction.Generation);
        Services.Statistics.Local.Increment();
        return transaction;
    }

    /// <summary>Finds the INVITE transaction of an ACK or CANCEL, or that of a repeated request; the caller gets a reference.</summary>
    public Transaction? Find(RoutingContext context)
    {
        var method = context.Message.Method;
        return Services.Table.Find(context.Message, method == SipMethod.Ack ? SipMethod.Invite : method, Settings.Match);
    }

    /// <summary>Finds the INVITE transaction that a CANCEL means; the caller gets a reference.</summary>
    public Transaction? FindCanceled(RoutingContext cancel) => Services.Table.Find(cancel.Message, SipMethod.Invite, Settings.Match);

    /// <summary>Ends a transaction: no timers, not in the table. Under its gate.</summary>
    public void Remove(Transaction transaction)
    {
        if (!transaction.IsLive)
            return;

        transaction.IsLive = false;
        Services.Timers.Cancel(transaction);
        if (transaction.HasBody)
            StopBranches(transaction);

        Services.Table.Remove(transaction);
        if (transaction.HasBody)
            Observers.Ended(transaction);

        Services.Statistics.Finals(transaction.LastStatus / 100).Increment();
        Services.Reload.Release(transaction.Generation);
        transaction.Release();
    }

    /// <summary>Lets a transaction that only waits for late messages give its body back, when what it keeps of it suffices.</summary>
    public void Settle(Transaction transaction)
    {
        if (!transaction.Gate.TryEnter())
            return;

        TransactionBody? body = null;
        try
        {
            if (transaction is { IsLive: true, HasBody: true } && TransactionRemains.Suffice(transaction))
            {
                transaction.KeepRemains();
                body = Services.Table.Detach(transaction);
            }
        }
        finally
        {
            transaction.Gate.Exit();
        }

        body?.Recycle();
    }

    /// <summary>Gives a transaction that nobody refers to any more back to the pool.</summary>
    public void Recycle(Transaction transaction)
    {
        lock (transaction.Gate)
        {
            transaction.Canceled?.Release();
            transaction.Recycle();
        }
    }

    /// <summary>The route to run for one that was armed: itself, or with reload_mode=name the one of its name in the newest configuration.</summary>
    public RouteBody Newest(Transaction transaction, WorkerState worker, RouteBody armed, RouteKinds kind)
    {
        if (!transaction.Generation.Settings.ReloadsByName || armed.RouteName.Length == 0)
            return armed;

        var live = Services.Reload.Current;
        if (ReferenceEquals(live, transaction.Generation))
            return armed;

        return live.Routes.Find(kind, armed.RouteName) is { } found && found.IsDefined(worker) ? found : armed;
    }

    /// <summary>Shows a received message of a transaction at the tap.</summary>
    public static void ShowMatch(RoutingContext context, Transaction transaction, int branch, bool isRetransmission)
    {
        var snapshot = transaction.Request.Snapshot;
        if (snapshot.Observers.Length == 0)
            return;

        var received = context.Received;
        MessageTap.Matched(snapshot, new TapEvent
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
            IsRetransmission = isRetransmission,
            Context = context,
            Transaction = transaction,
            Branch = branch,
        });
    }

    private void Begin(Transaction transaction, RoutingContext context)
    {
        var message = context.Message;
        if (context.Items.Get(SetupSlot) is { } setup)
            transaction.Setup.CopyFrom(setup);

        transaction.Layer = this;
        transaction.Bucket = BranchId.Bucket(message);
        BranchId.WriteDigest(message, transaction.Digest);
        transaction.IsInvite = message.Method == SipMethod.Invite;
        transaction.Began = Services.Timers.NowMilliseconds;
        transaction.Take(context);
        RequestMatch.ParseWhatIsCompared(transaction.Request.Message);
        transaction.AddReference();
    }

    private void StopBranches(Transaction transaction)
    {
        for (var i = 0; i < transaction.BranchCount; i++)
            Services.Timers.Cancel(transaction.Branch(i)!);
    }
}
