namespace Signalbox.Modules.Dispatcher;

/// <summary>
/// Answer times of the pings of a destination in ms: mean, deviation, and an estimate of what it is now (exponentially
/// weighted: https://www.itl.nist.gov/div898/handbook/pmc/section3/pmc324.htm). One writer at a time.
/// </summary>
internal sealed class DispatchLatency
{
    // So many samples give a mean that is worth more than the weighted one.
    private const int Warm = 10;

    // What the operator says of a destination counts as much as this many samples.
    private const int Given = 10_000;

    // About 24 days at one sample a second; from then on the mean forgets, too.
    private const long MaxSamples = 1 << 21;
    private readonly Lock _gate = new();
    private long _samples;
    private double _squares;

    /// <summary>Starts with a value of the operator's; 0 = none.</summary>
    public DispatchLatency(int milliseconds)
    {
        if (milliseconds <= 0)
            return;

        _samples = Given;
        Average = Estimate = Max = milliseconds;
    }

    /// <summary>Mean.</summary>
    public double Average { get; private set; }

    /// <summary>Standard deviation.</summary>
    public double Deviation { get; private set; }

    /// <summary>What it is now.</summary>
    public double Estimate { get; private set; }

    /// <summary>Longest.</summary>
    public int Max { get; private set; }

    /// <summary>Pings without an answer.</summary>
    public int Timeouts { get; private set; }

    /// <summary>How much it is above the mean now.</summary>
    public int Congestion => (int)Math.Max(0, Estimate - Average);

    /// <summary>Counts an answer.</summary>
    /// <param name="milliseconds">Time until it came.</param>
    /// <param name="memory">0 to 1: how much of the estimate stays.</param>
    public void Answered(int milliseconds, double memory)
    {
        lock (_gate)
        {
            if (_samples < MaxSamples)
                _samples++;
            else
                _squares -= _squares / _samples;

            var before = milliseconds - Average;
            Average += before / _samples;
            _squares += before * (milliseconds - Average);
            Deviation = _samples > 1 ? Math.Sqrt(_squares / (_samples - 1)) : 0;
            Estimate = _samples < Warm ? Average : Estimate * memory + milliseconds * (1 - memory);
            Max = Math.Max(Max, milliseconds);
        }
    }

    /// <summary>Counts a ping without an answer.</summary>
    public void TimedOut()
    {
        lock (_gate)
            Timeouts++;
    }
}
