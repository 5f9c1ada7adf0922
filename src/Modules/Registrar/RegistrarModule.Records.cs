using Signalbox.Engine.Catalog;
using Signalbox.Engine.Parsing;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;
using Signalbox.Modules.Usrloc.Api;
using QValue = Signalbox.Modules.Usrloc.Api.QValue;

namespace Signalbox.Modules.Registrar;

/// <content>Registrations as data, for scripts.</content>
internal sealed partial class RegistrarModule
{
    // reg_from_user: the port may be another.
    private const int AddressOnly = 1;
    private const int DefaultPort = 5060;
    private static readonly string[] RecordFields = ["aor", "domain", "count"];
    private static readonly string[] ContactFields = [.. ContactKey.Names.Split(", ").Where(static name => name is not ("aor" or "domain" or "count" or "server_id"))];

    /// <summary>1, or -1 for what is no preference between 0 and 1, which changes nothing.</summary>
    [Function("set_q_override", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "The contacts that save takes from this message get this q instead of their own: 0 to 1, three digits.")]
    public static ReturnCode OverrideQ(RoutingContext context, ScriptValue q)
    {
        using var text = new ValueBytes(context.Worker, q);
        if (!QValue.TryParse(text.Span, out var value))
            return ReturnCode.False;

        QOverride.Set(context, value);
        return ReturnCode.True;
    }

    /// <summary>1 found; -1 nobody is registered, there is no pv or the store is full; -3 the URI cannot be read.</summary>
    [Function("lookup_xavp", Routes = RouteKinds.Any, Summary = "Puts the registration of a URI into $xavp(record=>…) and its contacts, best first, into $xavp(contacts[N]=>…); the request stays as it is.")]
    public ReturnCode LookupIntoXavps(RoutingContext context, string table, ScriptValue uri, string record, string contacts)
    {
        var address = context.Worker.RentWriter();
        ReturnCode result = ContactLookup.Failed;
        if (TryWriteAddress(context, uri, useTo: false, address))
            result = ReturnCode.Of(ShowRecord(context, Reachable(table, address.Written), record, contacts));

        context.Worker.Return(address);
        return result;
    }

    /// <summary>1 when the message comes from there; -1 when not.</summary>
    [Function("reg_from_user", Routes = RouteKinds.Any, Summary = "True when the message comes from where a contact of a URI is: address and port, or with mode 1 the address alone.")]
    public ReturnCode IsFromUser(RoutingContext context, string table, ScriptValue uri, int mode)
    {
        var address = context.Worker.RentWriter();
        var found = false;
        if (TryWriteAddress(context, uri, useTo: false, address))
        {
            foreach (var contact in Reachable(table, address.Written))
                found |= IsAt(contact.Received.Length > 0 ? contact.Received : contact.Uri, context.Received.Remote, mode);
        }

        context.Worker.Return(address);
        return ReturnCode.Of(found);
    }

    [Function("ulc_cget", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Attribute of a contact that reg_fetch_contacts kept: $(ulc(name=>attribute)[N]); null when there is none.")]
    public ScriptValue ReadContact(RoutingContext context, string profile, string attribute, int index) =>
        Attribute(ContactProfiles.Get(context.Worker, profile), attribute, index);

    [Function("ulc_rget", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Attribute of a registration that reg_fetch_contacts kept: aor, domain or count; null when there is none.")]
    public ScriptValue ReadRecord(RoutingContext context, string profile, string attribute)
    {
        var contacts = ContactProfiles.Get(context.Worker, profile);
        return attribute switch
        {
            "count" => ScriptValue.Of(contacts.Length),
            "aor" or "domain" => Attribute(contacts, attribute, 0),
            _ => ScriptValue.Undefined,
        };
    }

    private ScriptValue Attribute(Contact[] contacts, string attribute, int index) =>
        index >= 0 && index < contacts.Length && ContactKey.IsKnown(attribute) ? ContactAttributes.Read(contacts[index], attribute, _locations.Now) : ScriptValue.Undefined;

    private Contact[] Reachable(string table, ReadOnlySpan<byte> address) =>
        _locations.Find(table) is { } found ? Array.FindAll(found.Find(address).ToArray(), contact => !contact.IsExpired(_locations.Now)) : [];

    private bool ShowRecord(RoutingContext context, Contact[] contacts, string record, string root)
    {
        if (contacts.Length == 0 || record.Length == 0 || root.Length == 0 || _structures is not { } structures)
            return false;

        var values = new ScriptValue[ContactFields.Length];
        var isWhole = true;
        for (var i = contacts.Length - 1; i >= 0; i--)
        {
            for (var field = 0; field < values.Length; field++)
                values[field] = ContactAttributes.Read(contacts[i], ContactFields[field], _locations.Now);

            isWhole &= structures.Push(context, root, ContactFields, values);
        }

        ScriptValue[] shown = [Attribute(contacts, "aor", 0), Attribute(contacts, "domain", 0), ScriptValue.Of(contacts.Length)];
        return structures.Push(context, record, RecordFields, shown) && isWhole;
    }

    private static bool IsAt(ReadOnlySpan<byte> text, in HostEndPoint source, int mode)
    {
        if (!SipUriParser.TryParse(text, out var uri))
            return false;

        var port = uri.Port > 0 ? uri.Port : DefaultPort;
        return HostEndPoint.TryParseAddress(text.Slice(uri.Host.Start, uri.Host.Length), port, out var place)
            && place.SameAddress(source) && (mode == AddressOnly || place.Port == source.Port);
    }
}
