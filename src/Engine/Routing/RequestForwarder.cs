using Signalbox.Engine.Messages;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Routing;

/// <summary>
/// The last steps of every forwarded request, stateful or not: destination, socket, own Via and branch, onsend_route,
/// send.
/// </summary>
/// <param name="transports">Knows the sockets.</param>
/// <param name="sender">The way out.</param>
/// <param name="resolver">Turns URIs into addresses.</param>
public sealed class RequestForwarder(ITransportTable transports, IMessageSender sender, IDestinationResolver resolver)
{
    private static readonly object EditsKey = new();

    /// <summary>Finds where a URI leads and from which socket: the forced one, else the receiving one, else the first that fits.</summary>
    /// <param name="context">The request.</param>
    /// <param name="uri">Next hop.</param>
    /// <param name="destination">Address with its socket.</param>
    /// <returns><see cref="SendStatus.Sent"/> when there is a way.</returns>
    public SendStatus Resolve(RoutingContext context, ReadOnlySpan<byte> uri, out Destination destination)
    {
        var status = resolver.Resolve(context, uri, out destination);
        if (status != SendStatus.Sent)
            return status;

        return Prepare(context, ref destination) ? SendStatus.Sent : SendStatus.Failed;
    }

    /// <summary>
    /// The next address of the same target (<see cref="IDestinationResolver.TryNext"/>), ready for <see cref="Write"/>: its
    /// transport and socket may be others, so the Via has to be written anew.
    /// </summary>
    /// <returns>False when there is none or <c>use_dns_failover</c> is off.</returns>
    public bool TryNext(RoutingContext context, in Destination failed, out Destination next)
    {
        for (next = failed; resolver.TryNext(context, next, out next);)
        {
            if (Prepare(context, ref next))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The same target over <c>udp_mtu_try_proto</c>, when a request is longer than <c>udp_mtu</c> (RFC 3261 §18.1.1); the
    /// request has to be written anew then.
    /// </summary>
    /// <returns>False when UDP stays.</returns>
    public bool TryLarger(RoutingContext context, int length, ref Destination destination)
    {
        var settings = context.Snapshot.Settings;
        if (settings.UdpMtu == 0 || length <= settings.UdpMtu || destination.Protocol != TransportProtocol.Udp)
            return false;

        var name = context.LargeTransport ?? settings.UdpMtuTryProtocol;
        if (!Enum.TryParse<TransportProtocol>(name, ignoreCase: true, out var protocol) || !protocol.IsStream())
            return false;

        var other = destination with { Protocol = protocol, Socket = null };
        if (!Prepare(context, ref other))
            return false;

        destination = other;
        return true;
    }

    private ListenSocket? ByRoute(RoutingContext context, in Destination destination) =>
        context.Snapshot.Settings.MultiHomed ? transports.SelectByRoute(destination.Protocol, destination.Remote) : null;

    private bool Prepare(RoutingContext context, ref Destination destination)
    {
        var preferred = destination.Socket ?? context.ForcedSocket ?? ByRoute(context, destination) ?? context.Received.Socket;
        var socket = transports.Select(destination.Protocol, destination.Remote.IsV6, preferred);
        if (socket is null)
            return false;

        destination = destination with
        {
            Socket = socket,
            NoConnect = context.Snapshot.Settings.TcpNoConnect || (context.Connections & ConnectionWishes.ForwardNoConnect) != ConnectionWishes.None,
            ClosesConnection = (context.Connections & ConnectionWishes.ForwardClose) != ConnectionWishes.None,
        };
        return true;
    }

    /// <summary>Writes the request as it goes to a destination that <see cref="Resolve"/> found.</summary>
    /// <param name="context">The request; its queued edits and its request URI count.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="branch">Branch of the own Via.</param>
    /// <param name="output">Gets the message.</param>
    public static void Write(RoutingContext context, in Destination destination, in ForwardBranch branch, Buffers.ByteWriter output)
    {
        var socket = destination.Socket!;
        var scratch = context.Worker.RentWriter();
        BranchId.Write(branch.Bucket, branch.Digest, branch.Number, scratch);
        var branchLength = scratch.Length;
        WriteAddress(context, socket, scratch);
        var hostEnd = scratch.Length;
        WriteConnection(context, scratch);
        context.OwnVia?.WriteParameters(context, scratch);
        var settings = context.Snapshot.Settings;
        var via = new ForwardVia
        {
            Transport = destination.Protocol,
            Local = socket.Local,
            SentBy = scratch.Written[branchLength..hostEnd],
            Parameters = scratch.Written[hostEnd..],
            Branch = scratch.Written[..branchLength],
            AddRport = context.AddLocalRport || settings.LocalRport,
            Source = context.Received.Remote,
            ForceRport = context.ForceRport || settings.ForceRport,
        };
        var headers = HeadersOf(context, destination);
        MessageWriter.WriteRequest(context.Message, context.NewRequestUri.Span, context.Edits, headers, via, output);
        context.Worker.Return(scratch);
    }

    /// <summary>Runs onsend_route and hands the bytes over.</summary>
    /// <param name="context">The request that the bytes were made from.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="bytes">The message.</param>
    /// <param name="message">What the tap is told.</param>
    /// <returns><see cref="SendStatus.Dropped"/> when onsend_route dropped it.</returns>
    public SendStatus Send(RoutingContext context, in Destination destination, ReadOnlySpan<byte> bytes, in OutboundMessage message)
    {
        return OnSendRoute.Run(context, destination, bytes) ? sender.Send(destination, bytes, message) : SendStatus.Dropped;
    }

    /// <summary>
    /// Forwards without a transaction to <c>$du</c> or the request URI; on failure
    /// <see cref="RoutingContext.LastError"/> holds the SIP code.
    /// </summary>
    public SendStatus Forward(RoutingContext context) =>
        ForwardTo(context, context.DestinationUri.Length > 0 ? context.DestinationUri.Span : context.RequestUri);

    /// <summary>As <see cref="Forward"/>, to a URI, with the number of the branch in the own Via.</summary>
    public SendStatus ForwardTo(RoutingContext context, ReadOnlySpan<byte> nextHop, int branch = 0)
    {
        var status = Resolve(context, nextHop, out var destination);
        if (status == SendStatus.Sent)
        {
            status = SendStateless(context, destination, branch);
            while (status == SendStatus.Failed && TryNext(context, destination, out destination))
                status = SendStateless(context, destination, branch);
        }

        context.LastError = ErrorCode(status);
        if (status == SendStatus.Unresolvable && !context.Worker.Uris.TryParse(nextHop, out _))
            context.Worker.Counters.NoteBadUri();

        if (status == SendStatus.Sent)
            context.Worker.Counters.ForwardedRequests++;
        else
            context.Worker.Counters.DroppedRequests++;

        return status;
    }

    /// <summary>SIP code of a failed send: 478 unresolvable, 477 anything else, 0 sent.</summary>
    public static int ErrorCode(SendStatus status) => status switch
    {
        SendStatus.Sent => 0,
        SendStatus.Unresolvable => 478,
        _ => 477,
    };

    private SendStatus SendStateless(RoutingContext context, in Destination destination, int number)
    {
        Span<byte> digest = stackalloc byte[BranchId.DigestLength];
        BranchId.WriteDigest(context.Message, digest);
        var branch = new ForwardBranch(BranchId.Bucket(context.Message), digest, number);
        var output = context.Worker.RentWriter();
        Write(context, destination, branch, output);
        var target = destination;
        if (TryLarger(context, output.Length, ref target))
        {
            output.Clear();
            Write(context, target, branch, output);
        }

        var message = new OutboundMessage
        {
            Worker = context.Worker,
            Snapshot = context.Snapshot,
            Origin = MessageOrigin.Forwarded,
            Context = context,
        };
        var status = Send(context, target, output.Written, message);
        context.Worker.Return(output);
        return status;
    }

    private static void WriteAddress(RoutingContext context, ListenSocket socket, Buffers.ByteWriter output)
    {
        if (context.OwnVia?.TryWriteAddress(context, socket, output) == true)
            return;

        output.Write(context.AdvertisedHost.IsSet ? context.AdvertisedHost.Span : socket.ViaHost);
        output.Write((byte)':');
        output.Write(context.AdvertisedPort > 0 ? context.AdvertisedPort : (long)socket.ViaPort);
    }

    // Replies that find no transaction any more go back over the connection that the request came on.
    private static void WriteConnection(RoutingContext context, Buffers.ByteWriter output)
    {
        if (context.Received.ConnectionId == 0)
            return;

        output.Write(";i="u8);
        output.WriteHex((ulong)context.Received.ConnectionId);
    }

    // What depends on where the copy goes: Record-Route, and the Route of a registered path.
    private static MessageEdits? HeadersOf(RoutingContext context, in Destination destination)
    {
        if (!context.RecordRoute.IsWanted && context.Path.Length == 0)
            return null;

        var edits = EditsOf(context.Worker);
        edits.Clear();
        var line = context.Worker.RentWriter();
        if (context.RecordRoute.IsWanted)
            context.RecordRoute.AddTo(edits, (context.Received.Socket, context.Received.Protocol), (destination.Socket!, destination.Protocol), line);

        if (context.Path.Length > 0)
            AddPath(context, edits, line);

        context.Worker.Return(line);
        return edits;
    }

    // Below the own Via and above the received ones, where the peer writes it.
    private static void AddPath(RoutingContext context, MessageEdits edits, Buffers.ByteWriter line)
    {
        line.Clear();
        line.Write("Route: "u8);
        line.Write(context.Path.Span);
        line.Write("\r\n"u8);
        var via = context.Message.Find(HeaderName.Via);
        edits.InsertBefore(context.Message.Header(Math.Max(0, via)).Line.Start, line.Written);
    }

    private static MessageEdits EditsOf(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(EditsKey, out var known))
            return (MessageEdits)known;

        var made = new MessageEdits();
        worker.Locals.Add(EditsKey, made);
        return made;
    }
}
