using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Engine.Transport;
using Signalbox.Modules.Hep.Api;
using Signalbox.Modules.Tests.SipTrace;
using Xunit;

namespace Signalbox.Modules.Tests.Hep;

/// <summary>The sender never waits, loses nothing while its collector is away, and counts what does not fit.</summary>
public sealed class HepStreamSenderTests
{
    private static readonly byte[] Packet = HepCases.Find("v3-udp4-1");

    [Fact]
    public async Task What_is_queued_while_the_collector_is_away_arrives_when_it_is_back()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var sender = new HepStreamSender(new HepRoad(To(port)), NullLogger.Instance);
        for (var i = 0; i < 1_000; i++)
            Assert.True(sender.TrySend(Packet));

        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        using var collector = await listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(20));
        var received = new byte[1_000 * Packet.Length];
        await collector.GetStream().ReadExactlyAsync(received).AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        for (var i = 0; i < 1_000; i++)
            Assert.True(Packet.AsSpan().SequenceEqual(received.AsSpan(i * Packet.Length, Packet.Length)));

        listener.Stop();
    }

    [Fact]
    public async Task A_collector_that_closes_is_connected_again()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var sender = new HepStreamSender(new HepRoad(To(((IPEndPoint)listener.LocalEndpoint).Port)), NullLogger.Instance);
        for (var round = 0; round < 3; round++)
        {
            Assert.True(sender.TrySend(Packet));
            using var collector = await listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(20));
            var received = new byte[Packet.Length];
            await collector.GetStream().ReadExactlyAsync(received).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
            Assert.Equal(Packet, received);
        }

        Assert.Equal(3, sender.Counters.Connects);
        listener.Stop();
    }

    [Fact]
    public async Task Tls_carries_packets_under_the_rules_of_the_tls_module()
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=collector", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var target = To(((IPEndPoint)listener.LocalEndpoint).Port) with { Protocol = TransportProtocol.Tls };
        await using var sender = new HepStreamSender(new HepRoad(target), NullLogger.Instance) { Tls = new AnyServer() };
        Assert.True(sender.TrySend(Packet));

        using var collector = await listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(20));
        await using var stream = new SslStream(collector.GetStream());
        await stream.AuthenticateAsServerAsync(certificate).WaitAsync(TimeSpan.FromSeconds(20));
        var received = new byte[Packet.Length];
        await stream.ReadExactlyAsync(received).AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(Packet, received);
        listener.Stop();
    }

    [Fact]
    public async Task A_full_queue_drops_and_counts()
    {
        await using var sender = new HepStreamSender(new HepRoad(To(1)), NullLogger.Instance);
        var taken = 0;
        for (var i = 0; i < 40_000; i++)
            taken += sender.TrySend(Packet) ? 1 : 0;

        Assert.Equal((16 * 1024, 40_000 - (16 * 1024)), (taken, (int)sender.Counters.Dropped));
    }

    [Fact]
    public async Task Only_streams_have_senders_and_their_number_is_limited()
    {
        var senders = new HepSenders();
        senders.Acquire();
        var udp = new Destination { Protocol = TransportProtocol.Udp, Remote = ModuleBench.Address("127.0.0.1", 9060) };
        Assert.False(senders.TrySend(udp, Packet, tls: null, NullLogger.Instance));
        for (var port = 1; port <= 64; port++)
            Assert.True(senders.TrySend(To(port), Packet, tls: null, NullLogger.Instance));

        Assert.False(senders.TrySend(To(65), Packet, tls: null, NullLogger.Instance));
        Assert.Equal(64, senders.All.Count());
        await senders.ReleaseAsync();
        Assert.Empty(senders.All);
    }

    private static Destination To(int port) => new() { Protocol = TransportProtocol.Tcp, Remote = ModuleBench.Address("127.0.0.1", port) };
}
