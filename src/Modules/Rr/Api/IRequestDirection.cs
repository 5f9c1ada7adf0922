using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Rr.Api;

/// <summary>Which way a request of a dialog goes, as far as its Route tells.</summary>
internal interface IRequestDirection
{
    /// <summary>True when it goes from the callee to the caller; false also when the Route does not tell.</summary>
    bool IsUpstream(RoutingContext context);
}
