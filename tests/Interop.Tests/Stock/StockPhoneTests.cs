using System.Text.RegularExpressions;
using Signalbox.Interop.Tests.Running;

namespace Signalbox.Interop.Tests.Stock;

/// <summary>Debian's stock configuration, the file as it stands, between two baresips with passwords.</summary>
public sealed partial class StockPhoneTests : IDisposable
{
    private readonly StockFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolTheory("kamailio", "baresip", "openssl")]
    [InlineData("udp")]
    [InlineData("tcp")]
    [InlineData("tls")]
    public void Two_phones_register_and_talk(string transport)
    {
        _folder.CreateDatabase();
        _folder.CreateCertificate();
        using var server = new StockServer(_folder.Path, "WITH_AUTH WITH_TLS", _folder.DatabaseFlags);
        var registrar = $"127.0.0.1:{(transport == "tls" ? server.TlsPort : server.Port)}";

        // Without NAT handling the server connects to the phone.
        Talk(registrar, transport, Path.Combine(_folder.Path, "both.pem"), static () => { });
        server.Stop();
    }

    [ToolFact("kamailio", "baresip", "openssl", "rtpengine")]
    public void Phones_that_only_connect_are_called_over_their_connection_and_their_media_relayed()
    {
        var control = Ports.Free();
        _folder.CreateDatabase();
        _folder.CreateCertificate();
        using var media = Tool.Start(
            "rtpengine", _folder.Path, "--table=-1", "--interface=127.0.0.1", $"--listen-ng=127.0.0.1:{control}", "--foreground", "--log-stderr", "--delete-delay=0", "--port-min=42000", "--port-max=42200");
        Assert.True(SpinWait.SpinUntil(() => Ports.IsBound(control), TimeSpan.FromSeconds(20)), media.Output);
        using var server = new StockServer(_folder.Path, "WITH_AUTH WITH_TLS WITH_NAT WITH_RTPENGINE", [$"--subst=!127.0.0.1:2223!127.0.0.1:{control}!g", .. _folder.DatabaseFlags]);

        Talk($"127.0.0.1:{server.TlsPort}", "tls", string.Empty, static () => Thread.Sleep(1000));
        server.Stop();

        Assert.True(SpinWait.SpinUntil(() => Packets().Count(media.Output) >= 2, TimeSpan.FromSeconds(20)), media.Output);
    }

    private void Talk(string registrar, string transport, string certificate, Action talk)
    {
        using var alice = new Baresip(_folder.Path, "alice", "wonderland", registrar, transport, certificate);
        using var bob = new Baresip(_folder.Path, "bob", "builder", registrar, transport, certificate);
        alice.Dial($"sip:bob@{registrar}");
        alice.WaitForEvent("CALL_ESTABLISHED");
        bob.WaitForEvent("CALL_ESTABLISHED");
        talk();
        alice.HangUp();
        bob.WaitForEvent("CALL_CLOSED");
    }

    // The report at the end of a call: a line for each side, with what it sent in a second.
    [GeneratedRegex(@"--- +Port .* \d{2,} p, \d+ b, 0 e", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Packets();
}
