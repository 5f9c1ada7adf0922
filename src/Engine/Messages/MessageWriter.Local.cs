using Signalbox.Engine.Buffers;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Messages;

/// <content>Messages made here: replies, CANCEL and ACK.</content>
public static partial class MessageWriter
{
    /// <summary>Writes a reply to a request (RFC 3261 §8.2.6): copied headers stay in the order of the request.</summary>
    /// <param name="request">The received request.</param>
    /// <param name="code">Status code; Record-Route is copied for 180 to 299.</param>
    /// <param name="reason">Reason phrase.</param>
    /// <param name="toTag">Tag for a To that has none; empty adds none.</param>
    /// <param name="parts">The rest.</param>
    /// <param name="output">Gets the message.</param>
    public static void WriteLocalReply(
        SipMessage request,
        int code,
        ReadOnlySpan<byte> reason,
        ReadOnlySpan<byte> toTag,
        in LocalReplyParts parts,
        ByteWriter output)
    {
        output.Write(request.Span(request.Version));
        output.Write((byte)' ');
        output.Write([(byte)('0' + code / 100 % 10), (byte)('0' + code / 10 % 10), (byte)('0' + code % 10), (byte)' ']);
        output.Write(reason);
        output.Write("\r\n"u8);
        var hasVia = request.TryGetVia(out var via);
        for (var i = 0; i < request.HeaderCount; i++)
        {
            ref readonly var field = ref request.Header(i);
            if (hasVia && i == via.HeaderIndex)
                WriteTopVia(request, field, via, parts, output);
            else if (field.Id == HeaderName.To)
                WriteTo(request, field, toTag, output);
            else if (IsCopied(field.Id, code))
                WriteLine(request, field, output);
        }

        output.Write(parts.ExtraHeaders);
        WriteTail(parts, output);
    }

    /// <summary>Writes the CANCEL of a sent INVITE: same branch, Route and Max-Forwards (RFC 3261 §9.1).</summary>
    /// <param name="sentInvite">The INVITE as it went out.</param>
    /// <param name="output">Gets the message.</param>
    /// <param name="extraHeaders">Header lines with CRLF, e.g. Reason; they go last.</param>
    public static void WriteCancel(SipMessage sentInvite, ByteWriter output, ReadOnlySpan<byte> extraHeaders) =>
        WriteFollowUp(sentInvite, "CANCEL"u8, default, extraHeaders, output);

    /// <summary>Writes the ACK to a negative final reply of a sent INVITE (RFC 3261 §17.1.1.3).</summary>
    /// <param name="sentInvite">The INVITE as it went out.</param>
    /// <param name="toHeaderLine">The To line of the reply, with or without its end.</param>
    /// <param name="output">Gets the message.</param>
    /// <param name="extraHeaders">Header lines with CRLF; they go last.</param>
    public static void WriteAck(SipMessage sentInvite, ReadOnlySpan<byte> toHeaderLine, ByteWriter output, ReadOnlySpan<byte> extraHeaders = default) =>
        WriteFollowUp(sentInvite, "ACK"u8, toHeaderLine, extraHeaders, output);

    private static bool IsCopied(HeaderName id, int code) => id switch
    {
        HeaderName.Via or HeaderName.From or HeaderName.CallId or HeaderName.CSeq => true,
        HeaderName.RecordRoute => code is >= 180 and <= 299,
        _ => false,
    };

    private static void WriteTopVia(SipMessage request, in HeaderField field, in Via via, in LocalReplyParts parts, ByteWriter output)
    {
        var position = field.Line.Start;
        var rport = ViaSource.NeedsRport(via, parts.Source, parts.ForceRport);
        if (rport && via.HasRport)
        {
            output.Write(request.Bytes[position..via.RportParameter.Start]);
            ViaSource.WriteRport(parts.Source, output);
            position = via.RportParameter.End;
        }

        output.Write(request.Bytes[position..via.Value.End]);
        if (rport && !via.HasRport)
        {
            output.Write((byte)';');
            ViaSource.WriteRport(parts.Source, output);
        }

        if (ViaSource.NeedsReceived(request, via, parts.Source))
            ViaSource.WriteReceived(parts.Source, output);

        output.Write(request.Bytes[via.Value.End..field.Value.End]);
        output.Write("\r\n"u8);
    }

    private static void WriteTo(SipMessage request, in HeaderField field, ReadOnlySpan<byte> toTag, ByteWriter output)
    {
        output.Write(WithoutEnd(request, field));
        if (!toTag.IsEmpty && !request.HasToTag)
        {
            output.Write(";tag="u8);
            output.Write(toTag);
        }

        output.Write("\r\n"u8);
    }

    private static void WriteTail(in LocalReplyParts parts, ByteWriter output)
    {
        if (!parts.Body.IsEmpty && !parts.ContentType.IsEmpty)
        {
            output.Write("Content-Type: "u8);
            output.Write(parts.ContentType);
            output.Write("\r\n"u8);
        }

        output.Write(parts.ServerLine);
        output.Write("Content-Length: "u8);
        output.Write((long)parts.Body.Length);
        output.Write("\r\n"u8);
        output.Write(parts.LastHeaders);
        output.Write("\r\n"u8);
        output.Write(parts.Body);
    }

    private static void WriteFollowUp(
        SipMessage invite,
        ReadOnlySpan<byte> method,
        ReadOnlySpan<byte> toLine,
        ReadOnlySpan<byte> extraHeaders,
        ByteWriter output)
    {
        output.Write(method);
        output.Write((byte)' ');
        output.Write(invite.Span(invite.RequestUri));
        output.Write((byte)' ');
        output.Write(invite.Span(invite.Version));
        output.Write("\r\n"u8);
        var via = invite.Find(HeaderName.Via);
        for (var i = 0; i < invite.HeaderCount; i++)
        {
            ref readonly var field = ref invite.Header(i);
            if (i == via || field.Id is HeaderName.From or HeaderName.CallId or HeaderName.Route or HeaderName.MaxForwards)
                WriteLine(invite, field, output);
            else if (field.Id == HeaderName.To)
                WriteLine(toLine.IsEmpty ? WithoutEnd(invite, field) : toLine, output);
            else if (field.Id == HeaderName.CSeq)
                WriteCSeq(invite, field, method, output);
            else if (field.Id == HeaderName.ContentLength)
                WriteNoLength(invite.Span(field.Name), output);
        }

        if (!invite.HasContentLength)
            WriteNoLength("Content-Length"u8, output);

        output.Write(extraHeaders);
        output.Write("\r\n"u8);
    }

    private static void WriteCSeq(SipMessage invite, in HeaderField field, ReadOnlySpan<byte> method, ByteWriter output)
    {
        if (!invite.TryGetCSeq(out var cseq))
            return;

        output.Write(invite.Bytes[field.Line.Start..cseq.MethodText.Start]);
        output.Write(method);
        output.Write("\r\n"u8);
    }

    private static void WriteNoLength(ReadOnlySpan<byte> name, ByteWriter output)
    {
        output.Write(name);
        output.Write(": 0\r\n"u8);
    }

    private static void WriteLine(SipMessage message, in HeaderField field, ByteWriter output) =>
        WriteLine(WithoutEnd(message, field), output);

    private static void WriteLine(ReadOnlySpan<byte> line, ByteWriter output)
    {
        output.Write(line.TrimEnd("\r\n"u8));
        output.Write("\r\n"u8);
    }

    // Replies end their lines with CRLF whatever the request used, and blanks at the end of a value are not copied.
    private static ReadOnlySpan<byte> WithoutEnd(SipMessage message, in HeaderField field)
    {
        var (start, end) = SipChars.Trim(message.Bytes, field.Line.Start, field.Line.End);
        return message.Bytes[start..end];
    }
}
