using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Registrar;

/// <summary>Functions and variables that read registrations.</summary>
internal sealed partial class RegistrarModule
{
    private const int MatchCallId = 1;
    private const int MatchReceived = 2;
    private const int MatchContact = 4;
    private const RouteKinds LookupRoutes = RouteKinds.Request | RouteKinds.Failure | RouteKinds.Event;

    [Function("lookup", ConstantArguments = true, Routes = LookupRoutes, Kemi = "lookup/1,lookup_uri/2", Summary = "Puts the best contact of the request URI, or of a URI, in its place and adds the others as branches. -1 nobody is registered, -2 no contact takes the method, -3 the URI cannot be read.")]
    public ReturnCode Lookup(RoutingContext context, string table, ScriptValue uri = default) => Lookup(context, table, uri, branchesOnly: false);

    [Function("lookup_to_dset", ConstantArguments = true, Routes = LookupRoutes, Summary = "Adds all contacts as branches and leaves the request URI alone.")]
    public ReturnCode LookupToBranches(RoutingContext context, string table, ScriptValue uri = default) => Lookup(context, table, uri, branchesOnly: true);

    [Function("lookup_branches", ConstantArguments = true, Routes = LookupRoutes, Summary = "As lookup, for the request URI and for each branch; branches without contacts stay as they are.")]
    public ReturnCode LookupAll(RoutingContext context, string table)
    {
        if (_locations.Find(table) is not { } found)
            return ReturnCode.False;

        var before = context.Branches.Count;
        for (var i = 0; i < before; i++)
            LookupBranch(context, context.Branches[i], found);

        return Lookup(context, table, default, branchesOnly: false);
    }

    [Function("registered", ConstantArguments = true, Routes = RouteKinds.Any, Kemi = "registered/1,registered_uri/2,registered_flags/3,registered_action/4", Summary = "True when the request URI, or a URI, has a contact. The third argument is a sum: 1 same Call-ID, 2 same source address, 4 same Contact.")]
    public ReturnCode Registered(RoutingContext context, string table, ScriptValue uri = default, int match = 0, int action = 0)
    {
        var address = context.Worker.RentWriter();
        var found = false;
        if (TryWriteAddress(context, uri, useTo: false, address) && _locations.Find(table) is { } contacts)
            found = HasMatch(context, contacts.Find(address.Written), match);

        context.Worker.Return(address);
        return ReturnCode.Of(found);
    }

    [Function("reg_fetch_contacts", ConstantArguments = true, Routes = LookupRoutes, Summary = "Keeps the contacts of a URI under a name, for $ulc(name=>…).")]
    public ReturnCode FetchContacts(RoutingContext context, string table, ScriptValue uri, string profile)
    {
        var address = context.Worker.RentWriter();
        Contact[] contacts = [];
        if (TryWriteAddress(context, uri, useTo: false, address) && _locations.Find(table) is { } found)
            contacts = Array.FindAll(found.Find(address.Written).ToArray(), contact => !contact.IsExpired(_locations.Now));

        context.Worker.Return(address);
        return ReturnCode.Of(ContactProfiles.Set(context.Worker, profile, contacts) && contacts.Length > 0);
    }

    [Function("reg_free_contacts", Routes = LookupRoutes, Summary = "Forgets what reg_fetch_contacts kept.")]
    public ReturnCode FreeContacts(RoutingContext context, string profile)
    {
        ContactProfiles.Free(context.Worker, profile);
        return ReturnCode.True;
    }

    [PseudoVariable("ulc", Inner = InnerName.Literal, Parser = nameof(ParseContactKey), Summary = "Attribute of a contact that reg_fetch_contacts kept: $(ulc(name=>attribute)[N]). Attributes: " + ContactKey.Names + ".")]
    public ScriptValue ReadContact(RoutingContext context, in VariableKey key)
    {
        var wanted = (ContactKey)key.Parsed!;
        var contacts = ContactProfiles.Get(context.Worker, wanted.Profile);
        if (wanted.Attribute == "count")
            return ScriptValue.Of(contacts.Length);

        return key.Index.Value >= 0 && key.Index.Value < contacts.Length
            ? ContactAttributes.Read(contacts[key.Index.Value], wanted.Attribute, _locations.Now)
            : ScriptValue.Undefined;
    }

    /// <summary>Checks <c>profile=>attribute</c>.</summary>
    internal static object? ParseContactKey(string inner, out string? error) => ContactKey.Parse(inner, out error);

    private ReturnCode Lookup(RoutingContext context, string table, in ScriptValue uri, bool branchesOnly)
    {
        var address = context.Worker.RentWriter();
        var result = ContactLookup.Failed;
        if (TryWriteAddress(context, uri, useTo: false, address))
        {
            result = _locations.Find(table) is { } found
                ? _lookup.Use(context, found.Find(address.Written), _locations.Now, branchesOnly)
                : ContactLookup.None;
        }

        context.Worker.Return(address);
        return result;
    }

    private void LookupBranch(RoutingContext context, Branch branch, LocationTable table)
    {
        var address = context.Worker.RentWriter();
        if (AddressOfRecord.TryWrite(branch.Uri.Span, _locations.UseDomain, _settings, address))
            _lookup.UseFor(context, branch, table.Find(address.Written), _locations.Now);

        context.Worker.Return(address);
    }

    private bool HasMatch(RoutingContext context, ReadOnlySpan<Contact> contacts, int match)
    {
        var now = _locations.Now;
        foreach (var contact in contacts)
        {
            if (!contact.IsExpired(now)
                && ((match & MatchCallId) == 0 || ContactMatch.SameCallId(context, contact))
                && ((match & MatchReceived) == 0 || ContactMatch.SameSource(context, contact))
                && ((match & MatchContact) == 0 || ContactMatch.SameContact(context, contact)))
                return true;
        }

        return false;
    }
}
