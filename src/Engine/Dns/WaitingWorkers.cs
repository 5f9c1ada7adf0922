using Signalbox.Engine.Transport.Linux;

namespace Signalbox.Engine.Dns;

/// <summary>
/// Lets a worker wait for a name, but never more than half of them at a time, and never for long: slow name servers must
/// not stop calls that need no name.
/// </summary>
/// <param name="workers">How many workers there are.</param>
internal sealed class WaitingWorkers(Func<int> workers)
{
    /// <summary>Longest wait for one name.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    private int _waiting;

    /// <summary>How many wait now.</summary>
    public int Count => Volatile.Read(ref _waiting);

    /// <summary>The result of a task; the default value when it is not there in time or nobody else may wait.</summary>
    public T? Wait<T>(Task<T> task)
    {
        if (task.IsCompletedSuccessfully)
            return task.Result;

        SendBatch.FlushOpen();
        try
        {
            return Interlocked.Increment(ref _waiting) <= Math.Max(1, workers() / 2) && task.Wait(Limit) ? task.Result : default;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
