using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Script.Tests.Kemi;
using Signalbox.Script.Tests.Parsing;
using Signalbox.Script.Text;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>Loads a cfg with the probe module and runs its request_route on one message.</summary>
internal sealed class Probe
{
    private static readonly byte[] Message = Encoding.Latin1.GetBytes(
        "INVITE sip:alice@example.test:5070;transport=udp;lab=1 SIP/2.0\r\n"
        + "Via: SIP/2.0/UDP 127.0.0.1:16161;branch=z9hG4bK-t1;rport\r\n"
        + "From: \"Bob Q\" <sip:bob@caller.test:5080;user=phone>;tag=ft1\r\n"
        + "To: Alice <sip:alice@example.test;x=y>\r\n"
        + "Call-ID: cid-1@caller.test\r\n"
        + "CSeq: 17 INVITE\r\n"
        + "X-Num: 42\r\n"
        + "X-A: one\r\n"
        + "X-Empty:\r\n"
        + "Subject: greetings\r\n"
        + "Content-Length: 0\r\n\r\n");

    public ProbeModule Module { get; } = new();

    public FakeLog Log { get; } = new();

    public DiagnosticBag Diagnostics { get; } = new();

    public MemoryFiles Files { get; } = new();

    public RoutingContext Context { get; } = new() { Worker = new WorkerState(0, "test"), Route = RouteKinds.Request };

    public string Report => string.Join("\n", Diagnostics.Items.Select(static item => item.Render()));

    public string Output => Module.Output.ToString();

    public Snapshot? Load(string cfg, LoaderOptions? options = null)
    {
        Files.Files["test.cfg"] = cfg;
        options ??= new LoaderOptions { Path = "test.cfg" };
        var catalog = new ModuleCatalog([.. Engine.DeclaredModules.All, Module.Descriptor(), ProbeModule.Core(), ProbeModule.Loadable(), ProbeModule.Other()]);
        var services = new ModuleServices().Add<IScriptLog>(Log);
        return new ConfigurationLoader(catalog, services, options, Files).Load(1, Diagnostics);
    }

    public RouteResult Run(Snapshot snapshot)
    {
        if (!Context.Message.TryParse([.. Message], Message.Length))
            throw new InvalidOperationException("the test message does not parse");

        Context.Snapshot = snapshot;
        return snapshot.Routes.Request!.Run(Context);
    }

    /// <summary>Runs a cfg and gives back what <c>P("…")</c> said.</summary>
    public static string Say(string cfg)
    {
        var probe = new Probe();
        var snapshot = probe.Load(cfg) ?? throw new InvalidOperationException(probe.Report);
        probe.Run(snapshot);
        return probe.Output;
    }
}
