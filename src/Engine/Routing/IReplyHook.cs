namespace Signalbox.Engine.Routing;

/// <summary>A module that takes replies: the transaction layer.</summary>
public interface IReplyHook
{
    /// <summary>
    /// Looks a reply up, before reply_route runs. When it belongs to a transaction, <see cref="RoutingContext.Transaction"/>
    /// is set and the match is shown at the tap.
    /// </summary>
    void Match(RoutingContext context);

    /// <summary>After reply_route: true when the reply is done with; false lets it be forwarded by its Via.</summary>
    bool Handle(RoutingContext context);
}
