using Signalbox.Engine.Buffers;
using Signalbox.Engine.Routing;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>Writes the headers that tell the user agent how its registration went.</summary>
/// <param name="settings">Parameters.</param>
internal sealed class ReplyWriter(RegistrarSettings settings)
{
    /// <summary>Adds the headers to the replies that the request gets.</summary>
    public void Prepare(RoutingContext context, RegisterReply reply, ReadOnlySpan<Contact> contacts, long now)
    {
        var headers = context.Worker.RentWriter();
        headers.Write(context.ReplyHeaders.Span);
        WriteContacts(contacts, now, headers);
        if (reply.Code == 200 && settings is { UsesPath: true, PathMode: > 0 })
            WritePath(context, headers);

        if (!reply.Error.IsEmpty)
            WriteLine("P-Registrar-Error: "u8, reply.Error, headers);

        if (reply.Code == 420)
            headers.Write("Unsupported: path\r\n"u8);

        if (reply.Code == 423)
            WriteNumber("Min-Expires: "u8, settings.MinExpires, headers);

        if (reply.Code >= 500 && settings.RetryAfter > 0)
            WriteNumber("Retry-After: "u8, settings.RetryAfter, headers);

        context.ReplyHeaders.Set(headers.Written);
        context.Worker.Return(headers);
    }

    private static void WritePath(RoutingContext context, ByteWriter headers)
    {
        var path = PathHeader.Join(context.Message);
        if (path.Length > 0 && PathHeader.IsSupported(context.Message))
            WriteLine("Path: "u8, path, headers);
    }

    private static void WriteLine(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ByteWriter headers)
    {
        headers.Write(name);
        headers.Write(value);
        headers.Write("\r\n"u8);
    }

    private static void WriteNumber(ReadOnlySpan<byte> name, long value, ByteWriter headers)
    {
        headers.Write(name);
        headers.Write(value);
        headers.Write("\r\n"u8);
    }

    private void WriteContacts(ReadOnlySpan<Contact> contacts, long now, ByteWriter headers)
    {
        var isFirst = true;
        foreach (var contact in contacts)
        {
            if (contact.IsExpired(now))
                continue;

            headers.Write(isFirst ? "Contact: "u8 : ", "u8);
            isFirst = false;
            WriteContact(contact, now, headers);
        }

        if (!isFirst)
            headers.Write("\r\n"u8);
    }

    private void WriteContact(Contact contact, long now, ByteWriter headers)
    {
        headers.Write((byte)'<');
        headers.Write(contact.Uri);
        headers.Write((byte)'>');
        if (contact.Q >= 0)
        {
            headers.Write(";q="u8);
            QValue.Write(contact.Q, headers);
        }

        headers.Write(";expires="u8);
        headers.Write(contact.Expires == 0 ? 0 : contact.Expires - now);
        if (contact.Received.Length > 0)
        {
            headers.Write((byte)';');
            headers.Write(settings.ReceivedParameter);
            headers.Write("=\""u8);
            headers.Write(contact.Received);
            headers.Write((byte)'"');
        }

        if (contact.Instance.Length > 0)
        {
            headers.Write(";+sip.instance=\""u8);
            headers.Write(contact.Instance);
            headers.Write((byte)'"');
        }

        if (contact.RegId == 0)
            return;

        headers.Write(";reg-id="u8);
        headers.Write((long)contact.RegId);
    }
}
