namespace Signalbox.Engine.Configuration;

/// <summary>What is asked of a reload.</summary>
public sealed record ReloadRequest
{
    /// <summary>True to do everything but the swap: nothing changes.</summary>
    public bool CheckOnly { get; init; }

    /// <summary>True to apply what can change now although other changes need a restart; those keep their running values.</summary>
    public bool Force { get; init; }
}
