using System.Text;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;
using Xunit;

namespace Engine.Tests.Hosting;

public sealed class AllocationTests
{
    private readonly FakeSocket _socket = new(TransportProtocol.Udp, "127.0.0.1", 5060);
    private readonly WorkerState _worker = new(0, "test");
    private readonly CountingObserver _observer = new();

    [Fact]
    public void A_stateless_reply_allocates_nothing()
    {
        var input = Start(out var observer);

        Assert.Equal(0, Measure(input, TestEngine.Request()));
        Assert.Equal(2 * _socket.Count, observer.Seen);
        Assert.StartsWith("SIP/2.0 200 OK", Encoding.ASCII.GetString(_socket.Last));
    }

    [Fact]
    public void A_forwarded_reply_allocates_nothing()
    {
        var input = Start(out _);
        var reply = "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bKa\r\nVia: SIP/2.0/UDP 127.0.0.2:5070;branch=z9hG4bKb\r\n"
            + "From: <sip:a@a>;tag=1\r\nTo: <sip:b@b>;tag=2\r\nCall-ID: c1\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n";

        Assert.Equal(0, Measure(input, Encoding.ASCII.GetBytes(reply)));
        Assert.Equal("127.0.0.2:5070", _socket.To.Remote.ToString());
    }

    [Fact]
    public void Bytes_that_are_no_message_allocate_nothing()
    {
        var input = Start(out _);

        Assert.Equal(0, Measure(input, Encoding.ASCII.GetBytes("GET /index.html HTTP/1.1\r\nHost: example.org\r\n\r\n")));
        Assert.Equal(0, Measure(input, Encoding.ASCII.GetBytes("OPTIONS sip:bob@127.0.0.1 SIP/2.0\r\nTo: <sip:b@b>\r\n\r\n")));
        Assert.Equal(0, _socket.Count);
    }

    private IMessageInput Start(out CountingObserver observer)
    {
        // The engine's own services over a fake listener: no thread, no kernel socket.
        var engine = new TestEngine();
        engine.Source.Request = engine.Answer();
        engine.Source.Modules = () => [_observer];
        ((TransportTable)engine.Table).Set([_socket]);
        ((ReloadService)engine.Reload).Publish(engine.Source.Load(1, new DiagnosticBag())!);
        observer = _observer;
        return engine.Services.Get<IMessageInput>();
    }

    private long Measure(IMessageInput input, byte[] message)
    {
        var from = new ReceivedFrom
        {
            Socket = _socket,
            Remote = FakeSocket.EndPointOf("127.0.0.1", 5099),
            Local = _socket.Local,
            Protocol = TransportProtocol.Udp,
            UtcTicks = 1,
        };
        for (var i = 0; i < 200; i++)
            input.Process(_worker, message, message.Length, from);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            input.Process(_worker, message, message.Length, from);

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class CountingObserver : ITapObserver
    {
        public int Seen { get; private set; }

        public void Received(in TapEvent message) => Seen++;

        public void Sent(in TapEvent message) => Seen++;

        public void Matched(in TapEvent message) => Seen++;
    }
}
