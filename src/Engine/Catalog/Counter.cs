namespace Signalbox.Engine.Catalog;

/// <summary>A number that goes up; safe from all threads. Get it from the <c>StateStore</c> so that it survives reloads.</summary>
public sealed class Counter
{
    private long _value;

    /// <summary>Current value.</summary>
    public long Value => Volatile.Read(ref _value);

    /// <summary>Adds one.</summary>
    public void Increment() => Interlocked.Increment(ref _value);

    /// <summary>Adds any number.</summary>
    public void Add(long count) => Interlocked.Add(ref _value, count);

    /// <summary>Back to 0.</summary>
    public void Reset() => Volatile.Write(ref _value, 0);
}
