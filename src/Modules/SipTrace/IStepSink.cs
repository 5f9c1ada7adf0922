using Signalbox.Engine.Routing;

namespace Signalbox.Modules.SipTrace;

/// <summary>Where the steps of scripts go.</summary>
internal interface IStepSink
{
    /// <summary>Takes one; never waits.</summary>
    void Store(RoutingContext context, ReadOnlySpan<byte> callId, in ScriptStep step);
}
