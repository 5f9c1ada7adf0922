using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Modules.Tests.Ctl;

/// <summary>A configuration with one module more, which starts last.</summary>
internal sealed class OneMoreModule(IConfigurationSource source, SlowModule module) : IConfigurationSource
{
    public Snapshot? Load(int generation, DiagnosticBag diagnostics)
    {
        if (source.Load(generation, diagnostics) is not { } all)
            return null;

        var descriptor = new ModuleDescriptor
        {
            Name = "test",
            Create = _ => module,
            Rpcs = [new RpcDescriptor("test.started", "", false, static (slow, call) => call.Add(((SlowModule)slow).Answer()))],
        };
        return new Snapshot(generation, new CoreSettings(), all.Routes, [.. all.Modules, new ModuleInstance(descriptor, module, null)]);
    }
}
