using Signalbox.Engine.Configuration;
using Signalbox.Engine.Dns;
using Signalbox.Engine.Hosting;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Transport;

/// <summary>Works out which addresses the listen lines mean.</summary>
internal static class ListenPlan
{
    /// <summary>All targets in cfg order; without a listen line every IPv4 address of the machine, as the peer does.</summary>
    /// <param name="settings">The listen lines.</param>
    /// <param name="names">The way to ask for host names; null = none are known.</param>
    /// <exception cref="EngineStartException">A line names an unknown host or a transport that is not there.</exception>
    public static List<ListenTarget> Build(CoreSettings settings, INames? names)
    {
        var targets = new List<ListenTarget>();
        foreach (var line in settings.Listen)
            AddLine(line, settings, names, targets);

        if (settings.Listen.Count == 0)
        {
            var line = new ListenAddress(TransportProtocol.None, string.Empty, 0, null, 0, string.Empty, null);
            foreach (var address in LocalAddresses.All(isV6: false))
                AddAddress(line, address, settings, targets);

            foreach (var address in settings.AutoBindIPv6 ? LocalAddresses.All(isV6: true) : [])
                AddAddress(line, address, settings, targets);
        }

        return targets;
    }

    private static void AddLine(ListenAddress line, CoreSettings settings, INames? names, List<ListenTarget> targets)
    {
        if (line.Protocol is not (TransportProtocol.None or TransportProtocol.Udp or TransportProtocol.Tcp or TransportProtocol.Tls))
            throw new EngineStartException($"{Place(line)}there are no {line.Protocol.Name()} listeners here");

        // As the peer: the line is left out while TLS is off. The start says so.
        if (line.Protocol == TransportProtocol.Tls && !settings.HasTls)
            return;

        var addresses = Resolve(line.Host, names);
        if (addresses.Count == 0)
            throw new EngineStartException($"{Place(line)}listen address '{line.Host}' is neither an address, an interface nor a known host");

        foreach (var address in addresses)
            AddAddress(line, address, settings, targets);
    }

    private static void AddAddress(ListenAddress line, in HostEndPoint address, CoreSettings settings, List<ListenTarget> targets)
    {
        var local = address.WithPort(line.Port switch { < 0 => 0, 0 => settings.Port, _ => line.Port });
        if (line.Protocol is TransportProtocol.None or TransportProtocol.Udp)
            Add(ListenTarget.Of(line, TransportProtocol.Udp, local, settings), targets);

        if (line.Protocol is TransportProtocol.None or TransportProtocol.Tcp && !settings.DisableTcp)
            Add(ListenTarget.Of(line, TransportProtocol.Tcp, local, settings), targets);

        // As the peer: TLS goes with TCP, and a line without transport and port has it on the port of TLS.
        if (line.Protocol is TransportProtocol.Tls or TransportProtocol.None && settings.HasTls && !settings.DisableTcp)
            Add(ListenTarget.Of(line, TransportProtocol.Tls, TlsAddress(line, local, settings), settings), targets);
    }

    private static HostEndPoint TlsAddress(ListenAddress line, in HostEndPoint local, CoreSettings settings) =>
        line.Port == 0 ? local.WithPort(settings.TlsPort) : line.Protocol == TransportProtocol.Tls ? local : local.WithPort(local.Port + 1);

    // The same address twice (cfg and command line, or two names of one host) is one listener.
    private static void Add(ListenTarget target, List<ListenTarget> targets)
    {
        foreach (var other in targets)
        {
            if (other.Protocol == target.Protocol && other.Local.Equals(target.Local) && target.Local.Port != 0)
                return;
        }

        targets.Add(target);
    }

    private static List<HostEndPoint> Resolve(string host, INames? names)
    {
        if (HostEndPoint.TryParseAddress(Latin1.ToBytes(host), 0, out var literal))
            return [literal];

        var found = LocalAddresses.All(isV6: false, host);
        found.AddRange(LocalAddresses.All(isV6: true, host));
        return found.Count > 0 ? found : [.. names?.Addresses(host) ?? []];
    }

    private static string Place(ListenAddress line) => line.Span is { } span ? $"{span}: " : string.Empty;
}
