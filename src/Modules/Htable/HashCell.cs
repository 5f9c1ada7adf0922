using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>One item; guarded by its slot.</summary>
/// <param name="name">Key.</param>
internal sealed class HashCell(string name)
{
    /// <summary>Key.</summary>
    public string Name { get; } = name;

    /// <summary>Integer or text, not tied to a message.</summary>
    public ScriptValue Value { get; set; }

    /// <summary>End of its life in milliseconds of the table's clock; 0 = never.</summary>
    public long ExpiresAt { get; set; }

    /// <summary>True when its life is over.</summary>
    public bool IsExpired(long now) => ExpiresAt != 0 && ExpiresAt <= now;

    /// <summary>Seconds left, rounded up; 0 for an item without an end.</summary>
    public long SecondsLeft(long now) => ExpiresAt == 0 ? 0 : Math.Max(0, (ExpiresAt - now + 999) / 1000);
}
