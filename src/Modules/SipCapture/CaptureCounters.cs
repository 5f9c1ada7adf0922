using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;

namespace Signalbox.Modules.SipCapture;

/// <summary>What was stored through one capture mode.</summary>
/// <param name="Requests">Requests.</param>
/// <param name="Replies">Replies.</param>
internal sealed record CaptureCounters(Counter Requests, Counter Replies)
{
    /// <summary>The counters of a mode; they outlive a reload.</summary>
    public static CaptureCounters Of(StateStore state, string mode) => new(
        state.GetOrAdd($"sipcapture.captured_requests[{mode}]", static () => new Counter()),
        state.GetOrAdd($"sipcapture.captured_replies[{mode}]", static () => new Counter()));
}
