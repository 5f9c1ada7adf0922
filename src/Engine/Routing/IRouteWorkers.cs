namespace Signalbox.Engine.Routing;

/// <summary>
/// Workers for routes that no received message carries: what a timer begins, requests made here, suspended messages that
/// go on. A few threads, made when they are needed, and a queue with a limit.
/// </summary>
public interface IRouteWorkers
{
    /// <summary>Queues work; it keeps alive itself what it needs (generation, transaction).</summary>
    /// <returns>False when the queue is full: nothing will run.</returns>
    bool TryPost(IRouteWork work);
}
