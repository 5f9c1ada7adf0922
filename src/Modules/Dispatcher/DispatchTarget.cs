using Signalbox.Engine.Parsing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Dispatcher;

/// <summary>One destination of a set: what was written, and how it is doing.</summary>
internal sealed class DispatchTarget
{
    private const DestinationFlags OutOfUse = DestinationFlags.Inactive | DestinationFlags.Disabled;
    private readonly Lock _gate = new();
    private int _flags;
    private int _failures;
    private int _successes;
    private IReadOnlyList<HostEndPoint> _addresses = [];

    /// <summary>Makes it out of a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="load">Calls it has.</param>
    public DispatchTarget(DestinationLine line, DispatchLoad load)
    {
        Line = line;
        Load = load;
        Latency = new DispatchLatency(line.Attributes.Latency);
        _flags = (int)line.Flags;
        UriBytes = Latin1.ToBytes(line.Uri);
        // Whoever read the line has seen that it is a URI.
        _ = SipUriParser.TryParse(UriBytes, out var uri);
        Port = uri.Port;
        Host = UriBytes[uri.Host.Start..uri.Host.End];
        PortText = UriBytes[uri.PortText.Start..uri.PortText.End];
        Protocol = TransportProtocols.TryParse(UriBytes.AsSpan(uri.Transport.Start, uri.Transport.Length), out var protocol) ? protocol : TransportProtocol.None;
        if (HostEndPoint.TryParseAddress(Host, 0, out var address))
            _addresses = [address];
        else
            HostName = Latin1.ToText(Host);
    }

    /// <summary>As written.</summary>
    public DestinationLine Line { get; }

    /// <summary>Its URI.</summary>
    public byte[] UriBytes { get; }

    /// <summary>Host of the URI.</summary>
    public byte[] Host { get; }

    /// <summary>Port of the URI as written; empty = none.</summary>
    public byte[] PortText { get; }

    /// <summary>Port of the URI; 0 = none.</summary>
    public int Port { get; }

    /// <summary>Transport of the URI; None when it has none.</summary>
    public TransportProtocol Protocol { get; }

    /// <summary>Host of the URI when it is a name; null for an address.</summary>
    public string? HostName { get; }

    /// <summary>Addresses of the host, without ports; empty as long as its name was not found.</summary>
    public IReadOnlyList<HostEndPoint> Addresses
    {
        get => Volatile.Read(ref _addresses);
        set => Volatile.Write(ref _addresses, value);
    }

    /// <summary>Calls that it has.</summary>
    public DispatchLoad Load { get; }

    /// <summary>Answer times of its pings.</summary>
    public DispatchLatency Latency { get; }

    /// <summary>Its state.</summary>
    public DestinationFlags Flags => (DestinationFlags)Volatile.Read(ref _flags);

    /// <summary>False when it is not to be chosen.</summary>
    public bool IsUsable => (Flags & OutOfUse) == DestinationFlags.None;

    /// <summary>True when it has as many calls as it may have.</summary>
    public bool IsFull => Line.Attributes.MaxLoad > 0 && Load.Calls >= Line.Attributes.MaxLoad;

    /// <summary>Puts the state; counts begin anew.</summary>
    public DispatchChange Set(DestinationFlags flags)
    {
        lock (_gate)
        {
            _failures = _successes = 0;
            return Put(flags);
        }
    }

    /// <summary>It failed once: it is trying until it failed as often as the threshold says, then it goes out of use.</summary>
    /// <param name="threshold">Failures in a row.</param>
    /// <param name="probing">The flag of probing, or none: how it stands afterwards.</param>
    public DispatchChange Fail(int threshold, DestinationFlags probing)
    {
        lock (_gate)
        {
            _successes = 0;
            if (!IsUsable)
                return Put((Flags & OutOfUse) | probing);

            if (++_failures < threshold)
                return Put(DestinationFlags.Trying | probing);

            _failures = 0;
            return Put(DestinationFlags.Inactive | probing);
        }
    }

    /// <summary>It answered once: out of use, it comes back when it answered as often as the threshold says.</summary>
    /// <param name="threshold">Answers in a row.</param>
    /// <param name="probing">The flag of probing, or none: how it stands afterwards.</param>
    public DispatchChange Succeed(int threshold, DestinationFlags probing)
    {
        lock (_gate)
        {
            _failures = 0;
            var isWaiting = !IsUsable && ++_successes < threshold;
            if (!isWaiting)
                _successes = 0;

            return Put(isWaiting ? (Flags & OutOfUse) | probing : probing);
        }
    }

    private DispatchChange Put(DestinationFlags flags)
    {
        var before = IsUsable;
        Volatile.Write(ref _flags, (int)flags);
        if (before == IsUsable)
            return DispatchChange.None;

        return before ? DispatchChange.Down : DispatchChange.Up;
    }
}
