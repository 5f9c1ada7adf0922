namespace Signalbox.Engine.Hosting;

/// <summary>Makes the threads that run routes.</summary>
internal static class WorkerThread
{
    // Routes nest up to max_recursive_level, and a stack overflow would end the process. Only what is used takes memory.
    private const int StackBytes = 16 * 1024 * 1024;

    /// <summary>A thread that does not keep the process alive.</summary>
    public static Thread Create(string name, ThreadStart run) => new(run, StackBytes) { IsBackground = true, Name = name };
}
