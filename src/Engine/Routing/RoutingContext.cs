using Signalbox.Engine.Configuration;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Routing;

/// <summary>
/// One message on its way: what was received, the snapshot it runs on, and what the script decided so far. Pooled; a
/// transaction keeps a clone of the request's context (<see cref="CopyTo"/>).
/// </summary>
public sealed class RoutingContext
{
    private AvpStore _ownAvps = new();

    /// <summary>Creates an empty context.</summary>
    public RoutingContext() => Avps = _ownAvps;

    /// <summary>The message.</summary>
    public SipMessage Message { get; } = new();

    /// <summary>The worker that runs it now.</summary>
    public WorkerState Worker { get; set; } = null!;

    /// <summary>The generation it runs on, from receipt to end.</summary>
    public Snapshot Snapshot { get; set; } = null!;

    /// <summary>Where it came from.</summary>
    public ReceivedFrom Received { get; set; }

    /// <summary>The kind of route that runs now.</summary>
    public RouteKinds Route { get; set; }

    /// <summary>The transaction this message belongs to, once there is one.</summary>
    public ITransaction? Transaction { get; set; }

    /// <summary>Rewritten request URI; not set = as received. Read it through <see cref="RequestUri"/>.</summary>
    public ReusableText NewRequestUri { get; } = new();

    /// <summary>Next hop (<c>$du</c>); not set = the request URI decides.</summary>
    public ReusableText DestinationUri { get; } = new();

    /// <summary>Path of branch 0: value of the Route header to add; not set = none.</summary>
    public ReusableText Path { get; } = new();

    /// <summary>Unique record id of the contact that became the request URI.</summary>
    public ReusableText Ruid { get; } = new();

    /// <summary>User agent of the contact that became the request URI; empty when unknown.</summary>
    public ReusableText LocationUserAgent { get; } = new();

    /// <summary>Instance of the contact that became the request URI (<c>+sip.instance</c>); empty when unknown.</summary>
    public ReusableText Instance { get; } = new();

    /// <summary>Further destinations.</summary>
    public BranchSet Branches { get; } = new();

    /// <summary>Queued changes of the message.</summary>
    public MessageEdits Edits { get; } = new();

    /// <summary>The Record-Route that this request gets when it is sent on.</summary>
    public RecordRoute RecordRoute { get; } = new();

    /// <summary>Header lines for local replies to this request (append_to_reply), each with CRLF.</summary>
    public ReusableText ReplyHeaders { get; } = new();

    /// <summary>Body of own replies to this request.</summary>
    public ReusableText ReplyBody { get; } = new();

    /// <summary>Content-Type of <see cref="ReplyBody"/>.</summary>
    public ReusableText ReplyBodyType { get; } = new();

    /// <summary>AVPs; those of the transaction once there is one.</summary>
    public AvpStore Avps { get; private set; }

    /// <summary>Objects of modules.</summary>
    public ContextItems Items { get; } = new();

    /// <summary>Message flags 0..31.</summary>
    public uint Flags { get; set; }

    /// <summary>Branch flags of the main branch.</summary>
    public uint BranchFlags { get; set; }

    /// <summary>Script flags; die with the run.</summary>
    public uint ScriptFlags { get; set; }

    /// <summary>q of the main branch in thousandths, -1 when not given.</summary>
    public int Q { get; set; } = -1;

    /// <summary>Socket to send from (<c>$fs</c>), or null.</summary>
    public ListenSocket? ForcedSocket { get; set; }

    /// <summary>True after force_rport: replies go to the source port, Via gets rport.</summary>
    public bool ForceRport { get; set; }

    /// <summary>True after add_local_rport: our Via gets an empty rport.</summary>
    public bool AddLocalRport { get; set; }

    /// <summary>What the script asked for about connections.</summary>
    public ConnectionWishes Connections { get; set; }

    /// <summary>Host for the Via of this request (set_advertised_address); not set = that of the socket.</summary>
    public ReusableText AdvertisedHost { get; } = new();

    /// <summary>Port for the Via of this request (set_advertised_port); 0 = that of the socket.</summary>
    public int AdvertisedPort { get; set; }

    /// <summary>Adds to the Via of this request; null = nothing.</summary>
    public IOwnVia? OwnVia { get; set; }

    /// <summary>Extended message flags 0..63 (setxflag).</summary>
    public ulong ExtendedFlags { get; set; }

    /// <summary>Transport that udp_mtu_try_proto() set for long requests; null = the core parameter's.</summary>
    public string? LargeTransport { get; set; }

    /// <summary>Last return code (<c>$rc</c>).</summary>
    public int ReturnCode { get; set; }

    /// <summary>Number of the last relay or forward that failed (<see cref="RelayErrors"/>); 0 = none. sl_reply_error answers with it.</summary>
    public int LastError { get; set; }

    /// <summary>The internal error of the statement before this one; error replies name it, and any other statement between forgets it.</summary>
    public int PreviousError { get; private set; }

    /// <summary>True when the script asked to drop (KSR.set_drop, drop).</summary>
    public bool DropRequested { get; set; }

    /// <summary>Branch number in branch, onreply and failure routes (<c>$T_branch_idx</c>).</summary>
    public int BranchIndex { get; set; }

    /// <summary>The bytes about to be sent, in onsend_route only (<c>$snd(buf)</c>).</summary>
    public OutgoingMessage? Outgoing { get; set; }

    /// <summary>The request URI as it stands now.</summary>
    public ReadOnlySpan<byte> RequestUri => NewRequestUri.IsSet ? NewRequestUri.Span : Message.Span(Message.RequestUri);

    /// <summary>Forgets everything; keeps the memory.</summary>
    public void Reset()
    {
        Message.Reset();
        Snapshot = null!;
        Received = default;
        Transaction = null;
        NewRequestUri.Clear();
        DestinationUri.Clear();
        Path.Clear();
        Ruid.Clear();
        LocationUserAgent.Clear();
        Instance.Clear();
        Branches.Clear();
        Edits.Clear();
        RecordRoute.Clear();
        ReplyHeaders.Clear();
        ReplyBody.Clear();
        ReplyBodyType.Clear();
        _ownAvps.Clear();
        Avps = _ownAvps;
        Items.Clear();
        Flags = BranchFlags = ScriptFlags = 0;
        Q = -1;
        ForcedSocket = null;
        ForceRport = AddLocalRport = DropRequested = false;
        Connections = ConnectionWishes.None;
        AdvertisedHost.Clear();
        AdvertisedPort = 0;
        OwnVia = null;
        LargeTransport = null;
        ExtendedFlags = 0;
        ReturnCode = 0;
        BranchIndex = 0;
        LastError = PreviousError = 0;
        Outgoing = null;
    }

    /// <summary>
    /// Makes <paramref name="clone"/> the same as this over <paramref name="buffer"/>, into which the message bytes are
    /// copied. The clone takes the AVPs over; this context goes on to use them but does not clear them.
    /// </summary>
    public void CopyTo(RoutingContext clone, byte[] buffer)
    {
        Message.Bytes.CopyTo(buffer);
        clone.Message.CopyFrom(Message, buffer);
        clone.Worker = Worker;
        clone.Snapshot = Snapshot;
        clone.Received = Received;
        clone.Route = Route;
        clone.Transaction = Transaction;
        clone.NewRequestUri.Set(NewRequestUri);
        clone.DestinationUri.Set(DestinationUri);
        clone.Path.Set(Path);
        clone.Ruid.Set(Ruid);
        clone.LocationUserAgent.Set(LocationUserAgent);
        clone.Instance.Set(Instance);
        clone.Branches.CopyFrom(Branches);
        clone.Edits.CopyFrom(Edits);
        clone.RecordRoute.CopyFrom(RecordRoute);
        clone.ReplyHeaders.Set(ReplyHeaders);
        clone.ReplyBody.Set(ReplyBody);
        clone.ReplyBodyType.Set(ReplyBodyType);
        HandAvpsTo(clone);
        clone.Items.CopyFrom(Items);
        clone.Flags = Flags;
        clone.BranchFlags = BranchFlags;
        clone.Q = Q;
        clone.ForcedSocket = ForcedSocket;
        clone.ForceRport = ForceRport;
        clone.AddLocalRport = AddLocalRport;
        clone.Connections = Connections;
        clone.AdvertisedHost.Set(AdvertisedHost);
        clone.AdvertisedPort = AdvertisedPort;
        clone.OwnVia = OwnVia;
        clone.LargeTransport = LargeTransport;
        clone.ExtendedFlags = ExtendedFlags;
        clone.BranchIndex = BranchIndex;
    }

    /// <summary>A statement of the script begins: what the one before left is only seen by this one.</summary>
    public void BeginStatement()
    {
        PreviousError = LastError;
        LastError = 0;
    }

    /// <summary>Uses the AVPs of a transaction for this message (replies, failure routes).</summary>
    public void ShareAvps(AvpStore avps) => Avps = avps;

    /// <summary>The counterpart of <see cref="ShareAvps"/> and of the hand-over to a transaction: those may soon be of another message.</summary>
    public void UseOwnAvps() => Avps = _ownAvps;

    /// <summary>True when values of the transaction are those of this message; not so in reply_route, which runs before the transaction has its reply.</summary>
    public bool SharesValues => Transaction is not null && ReferenceEquals(Avps, Transaction.Request.Avps);

    // The two exchange their stores, so that neither has to be made anew for each transaction.
    private void HandAvpsTo(RoutingContext clone)
    {
        if (ReferenceEquals(Avps, _ownAvps))
            (_ownAvps, clone._ownAvps) = (clone._ownAvps, _ownAvps);

        clone.Avps = Avps;
    }
}
