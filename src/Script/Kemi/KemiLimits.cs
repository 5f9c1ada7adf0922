namespace Signalbox.Script.Kemi;

/// <summary>What one callback may use before it is stopped as a script error.</summary>
internal sealed record KemiLimits
{
    /// <summary>Longest run of one callback, waiting in functions included; default 10 s.</summary>
    public TimeSpan CallbackTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest call of one of Lua's functions over patterns; default 2 s, as a regular expression of JavaScript has.</summary>
    public TimeSpan PatternTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most memory of one interpreter in bytes while a callback runs; default 256 MiB.</summary>
    public long MemoryBytes { get; init; } = 256L << 20;

    /// <summary>Most memory that one JavaScript callback may take in all, what was freed again included; default 1 GiB.</summary>
    public long AllocatedBytes { get; init; } = 1L << 30;

    /// <summary>How often running callbacks are looked at; default 50 ms.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Deepest nesting of script calls in JavaScript; Lua has its own limit.</summary>
    public int CallDepth { get; init; } = 400;
}
