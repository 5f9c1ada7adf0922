namespace Signalbox.Modules.Dialog.Api;

/// <summary>A named group of dialogs, with a value for each member or without. State: it outlives generations.</summary>
/// <param name="name">Name.</param>
/// <param name="hasValue">True when members have values.</param>
internal sealed class DialogProfile(string name, bool hasValue)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _values = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Name.</summary>
    public string Name { get; } = name;

    /// <summary>True when members have values.</summary>
    public bool HasValue { get; } = hasValue;

    /// <summary>Number of members.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Number of members with a value.</summary>
    public int CountOf(string value)
    {
        lock (_gate)
            return _values.GetValueOrDefault(value);
    }

    /// <summary>Counts a member.</summary>
    public void Add(string? value)
    {
        Interlocked.Increment(ref _count);
        if (value is null)
            return;

        lock (_gate)
            _values[value] = _values.GetValueOrDefault(value) + 1;
    }

    /// <summary>Counts a member less.</summary>
    public void Remove(string? value)
    {
        Interlocked.Decrement(ref _count);
        if (value is null)
            return;

        lock (_gate)
        {
            var left = _values.GetValueOrDefault(value) - 1;
            if (left > 0)
                _values[value] = left;
            else
                _values.Remove(value);
        }
    }
}
