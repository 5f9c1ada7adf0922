namespace Signalbox.Modules.Dispatcher;

/// <summary>Calls that a destination has. A reload of the list hands it on to the destination with the same set and duid.</summary>
internal sealed class DispatchLoad
{
    private int _calls;

    /// <summary>Calls now.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Counts one more.</summary>
    public void Add() => Interlocked.Increment(ref _calls);

    /// <summary>Counts one less.</summary>
    public void Remove() => Interlocked.Decrement(ref _calls);
}
