namespace Signalbox.Engine.Routing;

/// <summary>Kinds of route blocks, as a mask where a function says in which it may stand.</summary>
[Flags]
public enum RouteKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>request_route and route[X].</summary>
    Request = 1,

    /// <summary>reply_route: every reply, before any transaction.</summary>
    Reply = 2,

    /// <summary>onreply_route[X]: replies of a transaction.</summary>
    OnReply = 4,

    /// <summary>failure_route[X].</summary>
    Failure = 8,

    /// <summary>branch_route[X].</summary>
    Branch = 16,

    /// <summary>onsend_route.</summary>
    OnSend = 32,

    /// <summary>event_route[tm:branch-failure:X].</summary>
    BranchFailure = 64,

    /// <summary>Every other event_route.</summary>
    Event = 128,

    /// <summary>Everywhere but onsend_route.</summary>
    AnyButOnSend = Request | Reply | OnReply | Failure | Branch | BranchFailure | Event,

    /// <summary>Everywhere.</summary>
    Any = AnyButOnSend | OnSend,
}
