using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tests.Tm;

/// <summary>Route workers that take nothing.</summary>
internal sealed class IdleWorkers : IRouteWorkers
{
    public bool TryPost(IRouteWork work) => false;
}
