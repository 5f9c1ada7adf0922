using Signalbox.Engine.Configuration;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>Where copies go: a parsed duplicate_uri or the first argument of sip_trace(). Immutable.</summary>
internal sealed class TraceTarget
{
    private const int DefaultPort = 5060;
    private readonly byte[] _uri;
    private readonly Destination? _fixed;

    private TraceTarget(byte[] uri, Destination? known)
    {
        _uri = uri;
        _fixed = known;
        Mark = new TraceMark(this);
    }

    /// <summary>The mark of transactions that go there; one object for all of them.</summary>
    public TraceMark Mark { get; }

    /// <summary>Reads a SIP URI; null when it is none.</summary>
    public static TraceTarget? Parse(string text)
    {
        var bytes = Latin1.ToBytes(text);
        if (!SipUriParser.TryParse(bytes, out var uri) || uri.Scheme is not (SipScheme.Sip or SipScheme.Sips) || uri.Host.IsEmpty)
            return null;

        var protocol = uri.Scheme == SipScheme.Sips ? TransportProtocol.Tls : TransportProtocol.Udp;
        if (!uri.Transport.IsEmpty && !TransportProtocols.TryParse(bytes.AsSpan(uri.Transport.Start, uri.Transport.Length), out protocol))
            return null;

        var port = uri.Port != 0 ? uri.Port : protocol == TransportProtocol.Tls ? DefaultPort + 1 : DefaultPort;
        if (HostEndPoint.TryParseAddress(bytes.AsSpan(uri.Host.Start, uri.Host.Length), port, out var remote))
            return new TraceTarget(bytes, new Destination { Protocol = protocol, Remote = remote });

        return new TraceTarget(bytes, known: null);
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
