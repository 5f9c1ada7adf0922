using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tests.Ctl;

/// <summary>A live snapshot with one module that has a few commands, for tests of the doors.</summary>
internal sealed class OneModule : IReloadService
{
    public OneModule()
    {
        var descriptor = new ModuleDescriptor
        {
            Name = "test",
            Create = static _ => new object(),
            Rpcs =
            [
                new RpcDescriptor("test.echo", "", true, static (_, call) =>
                {
                    foreach (var parameter in call.Parameters)
                        call.Add(parameter);
                }),
                new RpcDescriptor("test.sockets", "", false, static (_, call) => call.AddStruct()
                    .With("socket", RpcValue.Struct().With("proto", "udp").With("port", 5060))
                    .With("socket", RpcValue.Struct().With("proto", (string?)null))
                    .With("lines", RpcValue.Array().Item(RpcValue.Of("a")).Item(RpcValue.Of("b")))
                    .With("slots", RpcValue.Array().Item(RpcValue.Struct().With("name", "x")))),
                new RpcDescriptor("test.large", "", false, static (_, call) => call.Add(new string('x', (2 << 20)))),
                new RpcDescriptor("test.refuse", "", false, static (_, call) => call.Fault(500, "Ongoing reload")),
            ],
        };
        Current = new Snapshot(1, new CoreSettings(), new RouteTable(new Dictionary<(RouteKinds Kind, string Name), RouteBody>()), [new ModuleInstance(descriptor, new object(), null)]);
    }

    public Snapshot Current { get; }

    public IReadOnlyList<GenerationStatus> ActiveGenerations => [];

    public ReloadOutcome? Last => null;

    public Task<ReloadOutcome> ReloadAsync(bool checkOnly, CancellationToken cancellationToken) => Task.FromResult(new ReloadOutcome());

    public void Retain(Snapshot snapshot)
    {
    }

    public void Release(Snapshot snapshot)
    {
    }
}
