using System.Globalization;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Dispatcher;

/// <summary>Attributes of a destination: <c>duid=a;weight=50;maxload=10;socket=udp:127.0.0.1:5060</c>.</summary>
/// <param name="Body">As written; empty = none.</param>
internal sealed record DestinationAttributes(string Body)
{
    private const int MaxWeight = 100;
    private const int MaxCalls = 1_000_000;

    /// <summary>Name of the destination for call load and commands; null = none.</summary>
    public string? Id { get; private set; }

    /// <summary>Most calls; 0 = no limit.</summary>
    public int MaxLoad { get; private set; }

    /// <summary>Share in percent, algorithm 9; tolerated congestion in ms, algorithm 11.</summary>
    public int Weight { get; private set; }

    /// <summary>Relative share, algorithm 11.</summary>
    public int RelativeWeight { get; private set; }

    /// <summary>Answer time at first in ms; 0 = none is known.</summary>
    public int Latency { get; private set; }

    /// <summary>True when the rise of the answer time counts, not the answer time.</summary>
    public bool CountsCongestion { get; private set; }

    /// <summary>Socket to send from, as written; null = none.</summary>
    public string? SocketText { get; private set; }

    /// <summary>Name of a socket to send from; null = none.</summary>
    public string? SocketName { get; private set; }

    /// <summary>From URI of pings; null = that of the module.</summary>
    public string? PingFrom { get; private set; }

    /// <summary>Next hop of pings; null = that of the module.</summary>
    public string? OutboundProxy { get; private set; }

    /// <summary>What was passed over because it makes no sense; null = nothing.</summary>
    public string? Doubt { get; private set; }

    private SocketAddress? Socket { get; set; }

    /// <summary>Reads them. A number that makes no sense counts as missing, as with the peer, and gives a doubt.</summary>
    public static DestinationAttributes Parse(string body)
    {
        var attributes = new DestinationAttributes(body);
        foreach (var part in body.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && attributes.Take(part[..equals], part[(equals + 1)..]) is { } expected)
                attributes.Doubt ??= $"found the attribute \"{part}\", expected {expected}";
        }

        return attributes;
    }

    /// <summary>The socket to send from.</summary>
    /// <param name="transports">Sockets of the server.</param>
    /// <param name="socket">The socket; null when the destination names none.</param>
    /// <returns>False when it names one that is not there.</returns>
    public bool TryFindSocket(ITransportTable transports, out ListenSocket? socket)
    {
        socket = SocketName is { } name ? transports.FindByName(Latin1.ToBytes(name)) : Socket?.Find(transports);
        return socket is not null || (SocketName ?? SocketText) is null;
    }

    // Null, or what would have been right. Names that are not ours are the operator's own.
    private string? Take(string name, string value)
    {
        switch (name)
        {
            case "duid":
                Id = value;
                return null;
            case "sockname":
                SocketName = value;
                return null;
            case "ping_from":
                PingFrom = value;
                return null;
            case "obproxy":
                OutboundProxy = value;
                return null;
            case "socket":
                SocketText = value;
                Socket = SocketAddress.TryParse(Latin1.ToBytes(value), out var socket) ? socket : null;
                return null;
            case "cc":
                CountsCongestion = value == "1";
                return value is "0" or "1" ? null : "0 or 1";
            default:
                return TakeNumber(name, value);
        }
    }

    private string? TakeNumber(string name, string value)
    {
        var (min, max) = name is "weight" or "rweight" ? (1, MaxWeight) : (0, MaxCalls);
        var isGood = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max;
        switch (name)
        {
            case "maxload":
                MaxLoad = isGood ? number : 0;
                break;
            case "weight":
                Weight = isGood ? number : 0;
                break;
            case "rweight":
                RelativeWeight = isGood ? number : 0;
                break;
            case "latency":
                Latency = isGood ? number : 0;
                break;
            default:
                return null;
        }

        return isGood ? null : $"a number of {min} to {max}";
    }
}
