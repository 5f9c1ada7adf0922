using System.Globalization;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Configuration;

/// <summary>
/// A setting that may change while the server runs: <c>group.name = value</c> of the cfg, or a parameter declared as live.
/// Number or text, as it was declared. Safe from all threads; a reader sees the old value or the new one.
/// </summary>
public sealed class CfgVariable
{
    private readonly Func<ScriptValue, string?>? _apply;
    private readonly ScriptValue _configured;
    private Held _held;
    private CfgVariable? _successor;

    /// <summary>Creates one.</summary>
    /// <param name="group">Name of its group.</param>
    /// <param name="name">Name in the group.</param>
    /// <param name="description">One sentence, or empty.</param>
    /// <param name="value">What the configuration says.</param>
    /// <param name="apply">Makes a new value count; returns null or what is wrong with it. Null when reading it here is all there is.</param>
    public CfgVariable(string group, string name, string description, in ScriptValue value, Func<ScriptValue, string?>? apply = null)
    {
        Group = group;
        Name = name;
        Description = description;
        _configured = value;
        _apply = apply;
        _held = new Held(value);
    }

    /// <summary>Name of its group.</summary>
    public string Group { get; }

    /// <summary>Name in the group.</summary>
    public string Name { get; }

    /// <summary>One sentence, or empty.</summary>
    public string Description { get; }

    /// <summary>True for a number, false for text.</summary>
    public bool IsInteger => _configured.IsInteger;

    /// <summary>True for one of the cfg itself: only those may have values per group instance.</summary>
    public bool IsDeclared => _apply is null;

    /// <summary>The value now.</summary>
    public ScriptValue Value => Volatile.Read(ref _held).Value;

    /// <summary>The value now as text, without an allocation.</summary>
    public ScriptValue Text => Volatile.Read(ref _held).Text;

    /// <summary>Converts to the declared type: a number from its text, text from anything.</summary>
    public bool TryConvert(in ScriptValue value, out ScriptValue converted)
    {
        converted = IsInteger ? value : ScriptValue.Of(value.ToText());
        if (!IsInteger || value.IsInteger)
            return true;

        var isNumber = value.TextLength > 0 && value.TryToInteger(out _);
        converted = ScriptValue.Of(value.ToInteger());
        return isNumber;
    }

    /// <summary>Sets it; null, or what is wrong.</summary>
    public string? Set(in ScriptValue value)
    {
        if (!TryConvert(value, out var converted))
            return $"{Group}.{Name} is a number";

        if (_apply?.Invoke(converted) is { } problem)
            return problem;

        Volatile.Write(ref _held, new Held(converted));

        // A command that runs while a reload swaps may still hold this one.
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _successor)?.Set(converted);
        return null;
    }

    /// <summary>Sets it to what the configuration says.</summary>
    public void Reset() => Set(_configured);

    /// <summary>Keeps what was set at run time, unless the new configuration says something else than the old one.</summary>
    internal void TakeOver(CfgVariable before)
    {
        Volatile.Write(ref before._successor, this);
        Interlocked.MemoryBarrier();
        var value = before.Value;
        if (Same(before._configured, _configured) && !Same(value, _configured))
            Set(value);
    }

    private static bool Same(in ScriptValue left, in ScriptValue right) => left.Kind == right.Kind && left.TextEquals(right);

    private sealed class Held(ScriptValue value)
    {
        public ScriptValue Value { get; } = value;

        public ScriptValue Text { get; } = value.IsInteger ? ScriptValue.Of(value.Number.ToString(CultureInfo.InvariantCulture)) : value;
    }
}
