using System.Runtime.InteropServices;

namespace Signalbox.Engine.Hosting;

/// <summary>
/// Runs a piece of work beside the workers on a thread of lowest priority: a worker that has a message takes the processor from it at once.
/// The thread ends with the work, because the kernel does not let it rise again. Threads that the work made would inherit its priority, so
/// it must make none.
/// </summary>
internal static partial class QuietThread
{
    private const int OfThread = 0;
    private const int Caller = 0;
    private const int LowestPriority = 19;

    /// <summary>Runs it; what it throws is thrown by the task.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Keeps it from beginning.</param>
    public static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) => Task.Run(() => Run(work), cancellationToken);

    // Waited for here: to wake somebody of the thread pool, the quiet thread might have to make one.
    private static T Run<T>(Func<T> work)
    {
        var task = new Task<T>(work);
        var thread = WorkerThread.Create("loader", () =>
        {
            // Where it cannot be lowered it runs like the others.
            if (OperatingSystem.IsLinux())
                _ = SetPriority(OfThread, Caller, LowestPriority);

            task.RunSynchronously();
        });
        thread.Start();
        thread.Join();
        return task.GetAwaiter().GetResult();
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
