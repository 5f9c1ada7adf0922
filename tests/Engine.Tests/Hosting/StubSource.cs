using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Engine.Tests.Hosting;

/// <summary>Makes snapshots out of what a test puts into it.</summary>
internal sealed class StubSource : IConfigurationSource
{
    private static readonly DiagnosticRule Broken = new("TST0001", Severity.Error, "{0}");

    public List<ListenAddress> Listen { get; } = [new(TransportProtocol.Udp, "127.0.0.1", -1, null, 0, string.Empty, null)];

    public RouteBody? Request { get; set; }

    public RouteBody? Reply { get; set; }

    public RouteBody? OnSend { get; set; }

    public Func<List<object>> Modules { get; set; } = () => [];

    public List<string> Errors { get; } = [];

    public Action<CoreSettings> Configure { get; set; } = _ => { };

    public Snapshot? Load(int generation, DiagnosticBag diagnostics)
    {
        foreach (var error in Errors)
            diagnostics.Add(Broken, null, string.Empty, error);

        if (Errors.Count > 0)
            return null;

        var settings = new CoreSettings { Children = 2 };
        settings.Listen.AddRange(Listen);
        Configure(settings);
        var routes = new RouteTable(new Dictionary<(RouteKinds, string), RouteBody>()) { Request = Request, Reply = Reply, OnSend = OnSend };
        var modules = new List<ModuleInstance>();
        foreach (var module in Modules())
        {
            var descriptor = new ModuleDescriptor { Name = $"stub{modules.Count}", Create = _ => module };
            modules.Add(new ModuleInstance(descriptor, module, null));
        }

        return new Snapshot(generation, settings, routes, modules);
    }
}
