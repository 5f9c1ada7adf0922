using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Modules.SipCapture;
using Signalbox.Modules.Tests.SipTrace;
using Xunit;

namespace Signalbox.Modules.Tests.SipCapture;

/// <summary>The module sipcapture with its database, and packets for it.</summary>
internal static class CaptureBench
{
    /// <summary>A request to capture.</summary>
    public const string Options = "OPTIONS sip:bob@example.org SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKmin\r\nFrom: <sip:alice@example.org>;tag=f1\r\nTo: <sip:bob@example.org>\r\nCall-ID: cap-min-1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";

    /// <summary>Where packets come from.</summary>
    public static HostEndPoint Feeder { get; } = ModuleBench.Address("127.0.0.1", 15099);

    /// <summary>A module that captures and takes HEP, unless <paramref name="configure"/> says otherwise.</summary>
    public static ModuleBench Start(Action<ModuleBench> configure)
    {
        var bench = new ModuleBench("sipcapture").Set("capture_on", 1).Set("hep_capture_on", 1);
        configure(bench);
        Assert.True(bench.Start());
        return bench;
    }

    /// <summary>The module of a bench.</summary>
    public static SipCaptureModule Module(ModuleBench bench) => (SipCaptureModule)bench.Module.Instance;

    /// <summary>A datagram of the feeder.</summary>
    public static ReceivedFrom From(ModuleBench bench) => new()
    {
        Socket = bench.Socket, Remote = Feeder, Local = bench.Socket.Local, Protocol = TransportProtocol.Udp, UtcTicks = DateTime.UtcNow.Ticks,
    };

    /// <summary>Hands over one; true when the module kept it.</summary>
    public static bool Receive(ModuleBench bench, byte[] packet) => ((IDatagramHook)bench.Module.Instance).Received(bench.Worker, packet, From(bench));
}
