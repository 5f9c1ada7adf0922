using Signalbox.Engine.Buffers;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Messages;

/// <summary>Writes messages that are made from a received one. Everything is appended to the output; nothing is allocated.</summary>
public static partial class MessageWriter
{
    /// <summary>
    /// Writes a request for the next hop: Record-Route lines, own Via, old Vias with the top one completed, the rest.
    /// </summary>
    /// <param name="request">The received request.</param>
    /// <param name="requestUri">New Request-URI; empty keeps the old one.</param>
    /// <param name="edits">Changes for all branches.</param>
    /// <param name="branchEdits">Changes for this branch only, applied after <paramref name="edits"/>.</param>
    /// <param name="via">The own Via, and the source for the old one.</param>
    /// <param name="output">Gets the message.</param>
    public static void WriteRequest(
        SipMessage request,
        ReadOnlySpan<byte> requestUri,
        MessageEdits edits,
        MessageEdits? branchEdits,
        in ForwardVia via,
        ByteWriter output)
    {
        var plan = EditPlan.For(request);
        PlanRequestUri(plan, request, requestUri);
        plan.Add(edits);
        if (branchEdits is not null)
            plan.Add(branchEdits);

        PlanVia(plan, request, via);
        plan.WriteTo(output);
    }

    /// <summary>Writes a reply for the previous hop: the top Via value is gone, changes are applied.</summary>
    public static void WriteForwardedReply(SipMessage reply, MessageEdits edits, ByteWriter output)
    {
        var plan = EditPlan.For(reply);
        plan.Add(edits);
        if (reply.TryGetVia(out var via))
            plan.Remove(TopVia(reply, via));

        plan.WriteTo(output);
    }

    /// <summary>Writes the message with its changes, Vias as they are.</summary>
    /// <param name="message">The message.</param>
    /// <param name="requestUri">New Request-URI; empty keeps the old one.</param>
    /// <param name="edits">The changes.</param>
    /// <param name="output">Gets the message.</param>
    public static void WriteEdited(SipMessage message, ReadOnlySpan<byte> requestUri, MessageEdits edits, ByteWriter output)
    {
        var plan = EditPlan.For(message);
        PlanRequestUri(plan, message, requestUri);
        plan.Add(edits);
        plan.WriteTo(output);
    }

    private static void PlanRequestUri(EditPlan plan, SipMessage message, ReadOnlySpan<byte> requestUri)
    {
        if (!message.IsRequest || requestUri.IsEmpty)
            return;

        plan.Text().Write(requestUri);
        plan.Place(message.RequestUri.Start, message.RequestUri.Length, EditRank.Replace);
    }

    private static void PlanVia(EditPlan plan, SipMessage request, in ForwardVia own)
    {
        var hasOld = request.TryGetVia(out var old);
        WriteOwnVia(plan.Text(), own);
        plan.Place(hasOld ? request.Header(old.HeaderIndex).Line.Start : request.HeadersStart, 0, EditRank.Via);
        if (!hasOld)
            return;

        PlanOldVia(plan, request, old, own);
    }

    // ;rport=N;received=IP right after the host (spec sip-core 4.4); an rport that was asked for is filled in where it stands.
    private static void PlanOldVia(EditPlan plan, SipMessage request, in Via old, in ForwardVia own)
    {
        if (ViaSource.NeedsRport(old, own.Source, own.ForceRport))
        {
            var text = plan.Text();
            if (!old.HasRport)
                text.Write((byte)';');

            ViaSource.WriteRport(own.Source, text);
            if (old.HasRport)
                plan.Place(old.RportParameter.Start, old.RportParameter.Length, EditRank.Replace);
            else
                plan.Place(old.SentByEnd, 0, EditRank.Insert);
        }

        if (!ViaSource.NeedsReceived(request, old, own.Source))
            return;

        ViaSource.WriteReceived(own.Source, plan.Text());
        plan.Place(old.SentByEnd, 0, EditRank.Insert);
    }

    private static void WriteOwnVia(ByteWriter output, in ForwardVia own)
    {
        output.Write("Via: SIP/2.0/"u8);
        output.Write(own.Transport.ViaName());
        output.Write((byte)' ');
        if (own.SentBy.IsEmpty)
            own.Local.WriteTo(output);
        else
            output.Write(own.SentBy);

        output.Write(";branch="u8);
        output.Write(own.Branch);
        output.Write(own.Parameters);
        if (own.AddRport)
            output.Write(";rport"u8);

        output.Write("\r\n"u8);
    }

    // The line when the value is alone in it, else the value, its comma and the blanks after.
    private static TextRange TopVia(SipMessage reply, in Via via)
    {
        ref readonly var field = ref reply.Header(via.HeaderIndex);
        if (!via.HasNextInLine)
            return field.Line;

        var end = via.Value.End;
        while (end < field.Value.End && reply.Buffer[end] != (byte)',')
            end++;

        end++;
        while (end < field.Value.End && Parsing.SipChars.IsBlank(reply.Buffer[end]))
            end++;

        return new TextRange(via.Value.Start, end - via.Value.Start);
    }
}
