using Signalbox.Engine.Values;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>Attributes of a contact for <c>$ulc</c>.</summary>
internal static class ContactAttributes
{
    /// <summary>An attribute by its name; undefined when the contact does not have it.</summary>
    public static ScriptValue Read(Contact contact, string attribute, long now) => attribute switch
    {
        "aor" => Text(contact.AddressOfRecord),
        "domain" => Domain(contact.AddressOfRecord),
        "addr" => Text(contact.Uri),
        "path" => Text(contact.Path),
        "received" => Text(contact.Received),
        "expires" => ScriptValue.Of(contact.Expires == 0 ? 0 : contact.Expires - now),
        "callid" => Text(contact.CallId),
        "q" => ScriptValue.Of(contact.Q),
        "cseq" => ScriptValue.Of(contact.CSeq),
        "flags" => ScriptValue.Of(contact.Flags),
        "cflags" => ScriptValue.Of(contact.BranchFlags),
        "user_agent" => Text(contact.UserAgent),
        "socket" => ScriptValue.Of(contact.Socket?.ToString()),
        "modified" => ScriptValue.Of(contact.LastModified),
        "methods" => ScriptValue.Of((int)contact.Methods),
        "ruid" => Text(contact.Ruid),
        "reg_id" => ScriptValue.Of(contact.RegId),
        "instance" => Text(contact.Instance),
        "conid" => ScriptValue.Of(contact.ConnectionId == 0 ? -1 : contact.ConnectionId),
        _ => ScriptValue.Of(0),
    };

    private static ScriptValue Text(byte[] bytes) => bytes.Length == 0 ? ScriptValue.Undefined : ScriptValue.Of(bytes, 0, bytes.Length);

    private static ScriptValue Domain(byte[] address)
    {
        var at = Array.IndexOf(address, (byte)'@');
        return at < 0 ? ScriptValue.Undefined : ScriptValue.Of(address, at + 1, address.Length - at - 1);
    }
}
