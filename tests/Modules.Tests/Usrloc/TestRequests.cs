using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tests.Usrloc;

/// <summary>A worker, a snapshot and requests for them.</summary>
internal sealed class TestRequests
{
    private readonly FakeSocket _socket = new();

    public WorkerState Worker { get; } = new(0, "test");

    public RouteTable Routes { get; set; } = new(new Dictionary<(RouteKinds, string), RouteBody>());

    public Snapshot Snapshot => new(1, new CoreSettings(), Routes, []);

    public static DiagnosticBag Validate(IModule module, params object[] others)
    {
        var all = new List<ModuleInstance>();
        foreach (var one in (object[])[module, .. others])
            all.Add(new ModuleInstance(new ModuleDescriptor { Name = one.GetType().Name, Create = _ => one }, one, null));

        var diagnostics = new DiagnosticBag();
        var routes = new RouteTable(new Dictionary<(RouteKinds, string), RouteBody>());
        module.Validate(new ModuleValidation(all[0], all, new CoreSettings(), routes, diagnostics));
        return diagnostics;
    }

    public static string Register(string contact, int cseq = 1, string headers = "", string callId = "c1", string to = "sip:Bob@Example.com") =>
        $"REGISTER sip:example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nFrom: <sip:bob@example.com>;tag=1\r\nTo: <{to}>\r\n"
        + $"Call-ID: {callId}\r\nCSeq: {cseq} REGISTER\r\n{(contact.Length > 0 ? $"Contact: {contact}\r\n" : string.Empty)}{headers}Content-Length: 0\r\n\r\n";

    public static string Invite(string uri, string method = "INVITE") =>
        $"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\nFrom: <sip:a@example.com>;tag=1\r\nTo: <{uri}>\r\n"
        + $"Call-ID: i1\r\nCSeq: 1 {method}\r\nContent-Length: 0\r\n\r\n";

    public RoutingContext Parse(string message) => Parse(Encoding.Latin1.GetBytes(message));

    public RoutingContext Parse(byte[] bytes)
    {
        var context = Worker.Rent();
        context.Snapshot = Snapshot;
        context.Route = RouteKinds.Request;
        context.Received = new ReceivedFrom
        {
            Socket = _socket,
            Remote = new HostEndPoint([192, 0, 2, 1], 5070),
            Local = _socket.Local,
            Protocol = TransportProtocol.Udp,
            UtcTicks = 0,
        };
        context.Message.TryParse(bytes, bytes.Length);
        return context;
    }
}
