using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;

namespace Engine.Tests.Hosting;

/// <summary>A running engine on loopback, with routes that a test writes.</summary>
internal sealed class TestEngine : IAsyncDisposable, IScriptLog
{
    public TestEngine(TimeProvider? time = null) =>
        Runtime = new EngineRuntime(Services, time ?? TimeProvider.System, NullLoggerFactory.Instance, this);

    public ModuleServices Services { get; } = new();

    public EngineRuntime Runtime { get; }

    public StubSource Source { get; } = new();

    public IReloadService Reload => Services.Get<IReloadService>();

    public ITransportTable Table => Services.Get<ITransportTable>();

    public static async Task<TestEngine> StartAsync(Action<TestEngine> prepare)
    {
        var engine = new TestEngine();
        prepare(engine);
        await engine.Runtime.StartAsync(engine.Source, CancellationToken.None);
        return engine;
    }

    public static byte[] Request(string method = "OPTIONS", string transport = "UDP", string body = "", int via = 5099) => Encoding.Latin1.GetBytes(
        $"{method} sip:bob@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/{transport} 127.0.0.1:{via};rport;branch=z9hG4bK1\r\nFrom: <sip:a@a>;tag=1\r\n"
        + $"To: <sip:b@b>\r\nCall-ID: c1\r\nCSeq: 1 {method}\r\nMax-Forwards: 70\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    /// <summary>Answers 200 with the generation as reason.</summary>
    public StubRoute Answer(string text = "OK") => Answer(Encoding.Latin1.GetBytes(text));

    private StubRoute Answer(byte[] reason) => new(context =>
    {
        var writer = context.Worker.RentWriter();
        var parts = new LocalReplyParts { Source = context.Received.Remote };
        MessageWriter.WriteLocalReply(context.Message, 200, reason, "t1"u8, parts, writer);
        var received = context.Received;
        var destination = new Destination
        {
            Protocol = received.Protocol,
            Remote = received.Remote,
            Socket = received.Socket,
            ConnectionId = received.ConnectionId,
        };
        var message = new OutboundMessage
        {
            Worker = context.Worker,
            Snapshot = context.Snapshot,
            Origin = MessageOrigin.StatelessReply,
            Context = context,
        };
        Services.Get<IMessageSender>().Send(destination, writer.Written, message);
        context.Worker.Return(writer);
    });

    public IPEndPoint EndPoint(int socket = 0) => Table.Sockets[socket].Local.ToIPEndPoint();

    public static Socket UdpClient()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    public static string Receive(Socket socket)
    {
        var buffer = new byte[65536];
        return Encoding.Latin1.GetString(buffer, 0, socket.Receive(buffer));
    }

    public bool IsEnabled(int level) => false;

    public void Write(int level, ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
    }

    public async ValueTask DisposeAsync() => await Runtime.StopAsync();
}
