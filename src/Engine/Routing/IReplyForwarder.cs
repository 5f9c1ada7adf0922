namespace Signalbox.Engine.Routing;

/// <summary>Sends replies on that belong to no transaction; for modules that do so before the reply route ends.</summary>
public interface IReplyForwarder
{
    /// <summary>Sends the reply, with its queued edits, to its second Via (RFC 3261 §16.11).</summary>
    /// <param name="context">The reply.</param>
    /// <returns>False when it has one Via only, its next hop has no address, or it could not be sent.</returns>
    bool Forward(RoutingContext context);
}
