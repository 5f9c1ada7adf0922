namespace Signalbox.Engine.Configuration;

/// <summary>
/// A switch that the configuration sets and an RPC command may flip at run time. Keep it in the <see cref="StateStore"/>:
/// a flipped switch survives a reload, unless the new configuration gives another value than the one before.
/// </summary>
public sealed class Toggle
{
    private readonly Lock _gate = new();
    private int _value;
    private int? _configured;
    private bool _isFlipped;

    /// <summary>The value now.</summary>
    public int Value => Volatile.Read(ref _value);

    /// <summary>True when the value is not 0.</summary>
    public bool IsOn => Value != 0;

    /// <summary>Sets the value at run time.</summary>
    public void Set(int value)
    {
        lock (_gate)
        {
            _isFlipped = true;
            Volatile.Write(ref _value, value);
        }
    }

    /// <summary>Takes the value of a configuration that becomes live.</summary>
    public void Configure(int value)
    {
        lock (_gate)
        {
            // The control socket opens before all modules have started: what an operator said meanwhile stays.
            var isFirst = _configured is null;
            if (_configured != value && !(isFirst && _isFlipped))
                Volatile.Write(ref _value, value);

            _configured = value;
        }
    }
}
