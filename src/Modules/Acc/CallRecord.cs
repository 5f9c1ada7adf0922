namespace Signalbox.Modules.Acc;

/// <summary>The times of one call and, once it has ended, the values of its record; UTC ticks. State: it outlives generations.</summary>
internal sealed class CallRecord
{
    /// <summary>When it began.</summary>
    public long Began { get; set; }

    /// <summary>True when <see cref="Began"/> is the time of the ACK.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>When it ended; 0 = not yet.</summary>
    public long Ended { get; set; }

    /// <summary>How many calls had ended before it, of those that ended in the same tick of the clock at least.</summary>
    public long Order { get; set; }

    /// <summary>True when it was never answered.</summary>
    public bool HasFailed { get; set; }

    /// <summary>True when its lifetime ended it, without a BYE.</summary>
    public bool HasExpired { get; set; }

    /// <summary>Further values as they were at the end, in the order of their declaration; null = undefined.</summary>
    public string?[] Values { get; set; } = [];

    /// <summary>How long it lasted, in ms.</summary>
    public long Milliseconds => Math.Max(0, (Ended - Began) / TimeSpan.TicksPerMillisecond);
}
