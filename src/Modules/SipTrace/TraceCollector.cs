using Signalbox.Engine.Configuration;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>One receiver of copies: a SIP URI, and whether it took the last copy.</summary>
internal sealed class TraceCollector : IDisposable
{
    private const int DefaultPort = 5060;

    // As long as this, copies go to the next one of a list without a try here.
    private const long PauseMilliseconds = 5_000;

    private readonly byte[] _uri;
    private readonly Destination? _fixed;
    private long _pausedUntil;

    private TraceCollector(byte[] uri, Destination? known)
    {
        _uri = uri;
        _fixed = known;
    }

    /// <summary>The socket of its own; null for one that nobody stands in for.</summary>
    public CollectorLink? Link { get; private set; }

    /// <summary>False for some seconds after a copy could not be handed over.</summary>
    public bool IsUsable => Volatile.Read(ref _pausedUntil) is var until && (until == 0 || Environment.TickCount64 >= until);

    /// <summary>Notes whether a copy could be handed over.</summary>
    public void Note(bool sent)
    {
        if (!sent)
            Volatile.Write(ref _pausedUntil, Environment.TickCount64 + PauseMilliseconds);
        else if (Volatile.Read(ref _pausedUntil) != 0)
            Volatile.Write(ref _pausedUntil, 0);
    }

    /// <summary>From now on another one stands in for it.</summary>
    public void BecomeOneOfMany() => Link ??= new CollectorLink();

    /// <inheritdoc />
    public void Dispose() => Link?.Dispose();

    /// <summary>Reads a SIP URI; null when it is none.</summary>
    public static TraceCollector? Parse(string text)
    {
        var bytes = Latin1.ToBytes(text);
        if (!SipUriParser.TryParse(bytes, out var uri) || uri.Scheme is not (SipScheme.Sip or SipScheme.Sips) || uri.Host.IsEmpty)
            return null;

        var protocol = uri.Scheme == SipScheme.Sips ? TransportProtocol.Tls : TransportProtocol.Udp;
        if (!uri.Transport.IsEmpty && !TransportProtocols.TryParse(bytes.AsSpan(uri.Transport.Start, uri.Transport.Length), out protocol))
            return null;

        var port = uri.Port != 0 ? uri.Port : protocol == TransportProtocol.Tls ? DefaultPort + 1 : DefaultPort;
        if (HostEndPoint.TryParseAddress(bytes.AsSpan(uri.Host.Start, uri.Host.Length), port, out var remote))
            return new TraceCollector(bytes, new Destination { Protocol = protocol, Remote = remote });

        return new TraceCollector(bytes, known: null);
    }

    /// <summary>The address; a host name is looked up at each use, from the resolver's cache.</summary>
    public bool TryResolve(WorkerState worker, Snapshot snapshot, IDestinationResolver resolver, out Destination destination)
    {
        if (_fixed is { } known)
        {
            destination = known;
            return true;
        }

        var context = worker.Rent();
        context.Snapshot = snapshot;
        var status = resolver.Resolve(context, _uri, out destination);
        worker.Return(context);
        return status == SendStatus.Sent;
    }
}
