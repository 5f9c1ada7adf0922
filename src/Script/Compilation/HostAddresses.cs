using System.Net;
using System.Net.Sockets;
using Signalbox.Engine.Transport;

namespace Signalbox.Script.Compilation;

/// <summary>
/// The addresses of a name in a condition. They are asked for in the background, from the time the cfg is loaded and
/// again when they are a minute old, so that no message waits for DNS; what was known before holds until then.
/// </summary>
internal sealed class HostAddresses
{
    private const long LifetimeMilliseconds = 60_000;
    private readonly string _name;
    private volatile HostEndPoint[] _known = [];
    private long _askedAt;

    /// <summary>Begins to ask.</summary>
    public HostAddresses(string name)
    {
        _name = name;
        _askedAt = Environment.TickCount64;
        _ = AskAsync();
    }

    /// <summary>True when the name has the address, as far as is known.</summary>
    public bool Contains(in HostEndPoint address)
    {
        var asked = Interlocked.Read(ref _askedAt);
        var now = Environment.TickCount64;
        if (now - asked > LifetimeMilliseconds && Interlocked.CompareExchange(ref _askedAt, now, asked) == asked)
            _ = AskAsync();

        foreach (var known in _known)
        {
            if (known.SameAddress(address))
                return true;
        }

        return false;
    }

    private async Task AskAsync()
    {
        try
        {
            var found = await Dns.GetHostAddressesAsync(_name).ConfigureAwait(false);
            _known = [.. found.Select(static one => new HostEndPoint(one.GetAddressBytes(), 0))];
        }
        catch (Exception unknown) when (unknown is SocketException or ArgumentException)
        {
            // A name that is not there matches nobody; an answer from before stays.
        }
    }
}
