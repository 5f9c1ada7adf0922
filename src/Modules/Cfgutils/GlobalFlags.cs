namespace Signalbox.Modules.Cfgutils;

/// <summary>32 switches that all workers share.</summary>
internal sealed class GlobalFlags
{
    private readonly Lock _gate = new();
    private uint _bits;
    private uint? _configured;

    /// <summary>All flags as a bitmap.</summary>
    public uint Bits => Volatile.Read(ref _bits);

    /// <summary>Sets flags.</summary>
    public void Set(uint mask) => Interlocked.Or(ref _bits, mask);

    /// <summary>Clears flags.</summary>
    public void Reset(uint mask) => Interlocked.And(ref _bits, ~mask);

    /// <summary>True when all flags of the mask are set.</summary>
    public bool AreSet(uint mask) => (Bits & mask) == mask;

    /// <summary>Takes the initial value of a cfg that becomes live; flags set since stay when it is the one of before.</summary>
    public void Configure(uint initial)
    {
        lock (_gate)
        {
            if (_configured != initial)
                Volatile.Write(ref _bits, initial);

            _configured = initial;
        }
    }
}
