using Signalbox.Engine.Control;
using Signalbox.Engine.Values;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Usrloc;

/// <summary>A contact as RPC commands show it.</summary>
internal static class ContactRow
{
    private const string NotSet = "[not set]";

    /// <summary>Makes the row.</summary>
    public static RpcValue Of(Contact contact, long now) => RpcValue.Struct()
        .With("Address", Latin1.ToText(contact.Uri))
        .With("Expires", ExpiresOf(contact, now))
        .With("Q", RpcValue.OfDouble(contact.Q < 0 ? -1 : (double)contact.Q / QValue.Max))
        .With("Call-ID", Latin1.ToText(contact.CallId))
        .With("CSeq", contact.CSeq)
        .With("User-Agent", TextOf(contact.UserAgent))
        .With("Received", TextOf(contact.Received))
        .With("Path", TextOf(contact.Path))
        .With("State", "CS_NEW")
        .With("Flags", contact.Flags)
        .With("CFlags", contact.BranchFlags)
        .With("Socket", contact.Socket?.ToString() ?? NotSet)
        .With("Methods", contact.Methods)
        .With("Ruid", Latin1.ToText(contact.Ruid))
        .With("Instance", TextOf(contact.Instance))
        .With("Reg-Id", contact.RegId)
        .With("Server-Id", 0)
        .With("Tcpconn-Id", contact.ConnectionId == 0 ? -1 : contact.ConnectionId)
        .With("Keepalive", 0)
        .With("Last-Keepalive", contact.LastModified)
        .With("KA-Roundtrip", 0)
        .With("Last-Modified", contact.LastModified);

    private static RpcValue ExpiresOf(Contact contact, long now)
    {
        if (contact.Expires == 0)
            return RpcValue.Of("permanent");

        return contact.IsExpired(now) ? RpcValue.Of("expired") : RpcValue.Of(contact.Expires - now);
    }

    private static string TextOf(byte[] text) => text.Length == 0 ? NotSet : Latin1.ToText(text);
}
