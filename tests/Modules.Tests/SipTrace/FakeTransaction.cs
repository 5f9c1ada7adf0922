using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tests.SipTrace;

/// <summary>A transaction that is only its request.</summary>
internal sealed class FakeTransaction(RoutingContext request) : ITransaction
{
    public RoutingContext Request { get; } = request;
}
