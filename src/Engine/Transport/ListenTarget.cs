using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Transport;

/// <summary>One address and transport to listen on, after names, interfaces and defaults were worked out.</summary>
internal sealed record ListenTarget(
    TransportProtocol Protocol, HostEndPoint Local, string Name, SourceSpan? Span, string? AdvertisedHost, int AdvertisedPort)
{
    /// <summary>True when the address need not be one of this machine: virtual, or ip_free_bind.</summary>
    public bool MayBeAbsent { get; init; }

    /// <summary>A target of a listen line; the core's advertised_address stands in for a line without one of its own.</summary>
    public static ListenTarget Of(ListenAddress line, TransportProtocol protocol, in HostEndPoint local, CoreSettings settings)
    {
        var host = line.AdvertisedHost ?? (settings.AdvertisedAddress.Length > 0 ? settings.AdvertisedAddress : null);
        var port = line.AdvertisedPort > 0 ? line.AdvertisedPort : settings.AdvertisedPort;
        return new ListenTarget(protocol, local, line.Name, line.Span, host, port) { MayBeAbsent = line.IsVirtual || settings.IpFreeBind > 0 };
    }

    /// <summary>Host and port for Via and Record-Route once the real port is known.</summary>
    public (byte[] Host, int Port, bool IsAdvertised) ViaOf(in HostEndPoint bound)
    {
        var port = AdvertisedPort > 0 ? AdvertisedPort : bound.Port;
        if (AdvertisedHost is { } host)
            return (Latin1.ToBytes(host), port, true);

        // Nobody can answer to 0.0.0.0: a wildcard listener names the machine's first address instead.
        var shown = bound.IsAny ? LocalAddresses.First(bound.IsV6).WithPort(bound.Port) : bound;
        var writer = new Buffers.ByteWriter(64);
        shown.WriteHost(writer);
        return (writer.Written.ToArray(), port, AdvertisedPort > 0);
    }

    /// <summary><c>udp:127.0.0.1:5060</c>, with the place of the listen line in front when it is known.</summary>
    public override string ToString() =>
        Span is { } span ? $"{span}: {Protocol.Name()}:{Local}" : $"{Protocol.Name()}:{Local}";
}
