using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tm;

/// <summary>Something that an RPC command does to a transaction, on a worker; the reference to the transaction goes with it.</summary>
internal sealed class ForeignWork(Transaction transaction, Func<Transaction, WorkerState, bool> action) : IRouteWork
{
    private readonly OneShot _done = new();

    /// <summary>What the action said.</summary>
    public bool IsDone { get; private set; }

    /// <inheritdoc />
    public void Run(WorkerState worker)
    {
        try
        {
            IsDone = action(transaction, worker);
        }
        finally
        {
            transaction.Release();
            _done.Set();
        }
    }

    /// <summary>Waits; false when the limit passed.</summary>
    public bool Wait(TimeSpan limit) => _done.Wait(limit);
}
