using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Signalbox.Engine.Transport;

/// <summary>Which local address the kernel sends from to a peer; asked for wildcard listeners only, kept for 30 s.</summary>
internal sealed class SourceAddresses(TimeProvider time)
{
    private const int MaxEntries = 1024;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<HostEndPoint, (HostEndPoint Local, long Since)> _known = new();

    /// <summary>The local address, port 0; not set when there is no route.</summary>
    public HostEndPoint For(in HostEndPoint remote)
    {
        var key = remote.WithPort(1);
        var now = time.GetTimestamp();
        if (_known.TryGetValue(key, out var found) && time.GetElapsedTime(found.Since, now) < Lifetime)
            return found.Local;

        if (_known.Count >= MaxEntries)
            _known.Clear();

        var local = Ask(key);
        _known[key] = (local, now);
        return local;
    }

    private static HostEndPoint Ask(in HostEndPoint remote)
    {
        try
        {
            // Connecting a UDP socket sends nothing; it only looks the route up.
            using var probe = new Socket(remote.IsV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            probe.Connect(remote.ToIPEndPoint());
            return HostEndPoint.From((System.Net.IPEndPoint)probe.LocalEndPoint!).WithPort(0);
        }
        catch (SocketException)
        {
            return default;
        }
    }
}
