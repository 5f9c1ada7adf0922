using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;

namespace Signalbox.Modules.Dialog;

/// <summary>Counters. State: they outlive generations.</summary>
internal sealed class DialogStatistics(StateStore state)
{
    /// <summary>Answered and not over.</summary>
    public Counter Active { get; } = Of(state, "active");

    /// <summary>Ringing.</summary>
    public Counter Early { get; } = Of(state, "early");

    /// <summary>All since the start.</summary>
    public Counter Processed { get; } = Of(state, "processed");

    /// <summary>Timed out.</summary>
    public Counter Expired { get; } = Of(state, "expired");

    /// <summary>Refused.</summary>
    public Counter Failed { get; } = Of(state, "failed");

    private static Counter Of(StateStore state, string name) => state.GetOrAdd($"dialog.{name}", static () => new Counter());
}
