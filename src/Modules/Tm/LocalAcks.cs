using Signalbox.Engine.Buffers;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Tap;
using Signalbox.Engine.Transport;

namespace Signalbox.Modules.Tm;

/// <summary>
/// The ACK to a 2xx of an INVITE made here (RFC 3261 §13.2.2.4): a request of its own, along the route set of the reply.
/// Sent again for each repetition of the reply.
/// </summary>
internal sealed class LocalAcks(TransactionLayer layer, EventRoute sent)
{
    // Sent to the next hop of the INVITE, or to where the reply came from, instead of where the route set leads.
    private const int ToNextHop = 1;
    private const int ToSource = 2;

    /// <summary>Sends it. Under the gate of the transaction.</summary>
    public void Send(UacBranch branch, RoutingContext reply)
    {
        var worker = reply.Worker;
        var invite = DownstreamRequests.ScratchOf(worker);
        if (!branch.Sent.TryParse(invite))
            return;

        var output = worker.RentWriter();
        var target = worker.RentWriter();
        WriteTarget(invite, reply.Message, target);
        if (TryGetDestination(branch, reply, target.Written, out var destination))
        {
            Write(branch, invite, reply.Message, target.Written, destination, output);
            layer.Services.Sender.Send(destination, output.Written, new OutboundMessage
            {
                Worker = worker,
                Snapshot = branch.Transaction.Request.Snapshot,
                Origin = MessageOrigin.LocalAck,
                Context = reply,
                Transaction = branch.Transaction,
                Branch = branch.Index,
            });
            Tell(branch.Transaction, worker, output);
        }

        worker.Return(target);
        worker.Return(output);
    }

    private void Tell(Transaction transaction, WorkerState worker, ByteWriter ack)
    {
        if (!sent.IsDefined)
            return;

        var context = worker.Rent();
        context.Snapshot = transaction.Request.Snapshot;
        context.Received = transaction.Request.Received;
        if (context.Message.TryParse(ack.Buffer, ack.Length))
            sent.Run(context);

        worker.Return(context);
    }

    // The Contact of the reply; the request URI of the INVITE when it has none.
    private static void WriteTarget(SipMessage invite, SipMessage reply, ByteWriter target)
    {
        var contacts = new NameAddressReader(reply, HeaderName.Contact);
        if (contacts.TryRead(out var contact) && contact.IsValid)
            target.Write(reply.Span(contact.Address.Uri));
        else
            target.Write(invite.Span(invite.RequestUri));
    }

    private bool TryGetDestination(UacBranch branch, RoutingContext reply, ReadOnlySpan<byte> target, out Destination destination)
    {
        destination = branch.Destination;
        if (layer.Settings.LocalAckMode == ToNextHop)
            return true;

        if (layer.Settings.LocalAckMode == ToSource)
        {
            destination = destination with { Remote = reply.Received.Remote, Protocol = reply.Received.Protocol, Socket = reply.Received.Socket };
            return true;
        }

        var routes = new RouteList(reply.Message);
        var next = routes.Count > 0 ? routes.Uri(routes.Count - 1) : target;
        return layer.Services.Forwarder.Resolve(branch.Transaction.Request, next, out destination) == SendStatus.Sent;
    }

    private static void Write(
        UacBranch branch,
        SipMessage invite,
        SipMessage reply,
        ReadOnlySpan<byte> target,
        in Destination destination,
        ByteWriter output)
    {
        output.Write("ACK "u8);
        output.Write(target);
        output.Write(" SIP/2.0\r\nVia: SIP/2.0/"u8);
        output.Write(destination.Protocol.ViaName());
        output.Write((byte)' ');
        output.Write(destination.Socket!.ViaHost);
        output.Write((byte)':');
        output.Write((long)destination.Socket.ViaPort);
        output.Write(";branch="u8);
        BranchId.Write(branch.Transaction.Bucket, branch.Transaction.Digest, branch.Index + 1, output);
        output.Write("\r\n"u8);
        WriteLine(invite, HeaderName.From, output);
        WriteLine(invite, HeaderName.CallId, output);
        WriteLine(reply, HeaderName.To, output);
        invite.TryGetCSeq(out var cseq);
        output.Write("CSeq: "u8);
        output.Write(invite.Span(cseq.NumberText));
        output.Write(" ACK\r\nMax-Forwards: 70\r\n"u8);
        var routes = new RouteList(reply);
        for (var i = routes.Count - 1; i >= 0; i--)
        {
            output.Write("Route: "u8);
            output.Write(routes.Value(i));
            output.Write("\r\n"u8);
        }

        output.Write(branch.Transaction.Layer.Settings.UserAgentLine);
        output.Write("Content-Length: 0\r\n\r\n"u8);
    }

    private static void WriteLine(SipMessage message, HeaderName name, ByteWriter output)
    {
        var index = message.Find(name);
        if (index < 0)
            return;

        output.Write(message.Span(message.Header(index).Line).TrimEnd("\r\n"u8));
        output.Write("\r\n"u8);
    }
}
