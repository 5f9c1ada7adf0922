namespace Signalbox.Engine.Routing;

/// <summary>A module with work under way that the end of the server, or of a listener, lets finish.</summary>
public interface IUnfinishedWork
{
    /// <summary>Pieces of work that somebody waits for, e.g. transactions without a final reply.</summary>
    int Unfinished { get; }

    /// <summary>True when a received request belongs to work under way: a repetition, an ACK or a CANCEL.</summary>
    bool Knows(RoutingContext request);
}
