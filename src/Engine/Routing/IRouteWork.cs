namespace Signalbox.Engine.Routing;

/// <summary>Something that runs routes and waits for a worker (<see cref="IRouteWorkers"/>).</summary>
public interface IRouteWork
{
    /// <summary>Runs it, once; may block.</summary>
    /// <param name="worker">The worker that it has for the time of the call.</param>
    void Run(WorkerState worker);
}
