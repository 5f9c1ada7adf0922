using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;
using Signalbox.Modules.Usrloc.Api;

namespace Signalbox.Modules.Usrloc;

/// <summary>RPC commands; texts are the peer's.</summary>
internal sealed partial class UsrlocModule
{
    private static readonly byte[] RpcCallId = "dfjrewr12386fd6-343@kamailio.rpc"u8.ToArray();
    private static readonly byte[] RpcUserAgent = "kamailio SIP Router - RPC Server"u8.ToArray();

    [Rpc("ul.dump", Mi = "ul_dump", Summary = "Shows all contacts, or with brief the addresses only.")]
    public void RpcDump(RpcCall call)
    {
        var isBrief = call.Text(0) == "brief";
        var domains = RpcValue.List();
        foreach (var (name, table) in _state.All<LocationTable>())
        {
            var addresses = RpcValue.List();
            var slots = new Dictionary<long, int>();
            var all = table.All();
            foreach (var contacts in all)
            {
                var address = contacts[0].AddressOfRecord;
                var hash = ListingHash(address);
                var slot = hash & ((1L << HashSize) - 1);
                slots[slot] = slots.GetValueOrDefault(slot) + 1;
                if (isBrief)
                    addresses.With("AoR", Latin1.ToText(address));
                else
                    addresses.With("Info", RpcValue.Struct().With("AoR", Latin1.ToText(address)).With("HashID", hash).With("Contacts", Rows(contacts)));
            }

            domains.With("Domain", RpcValue.Struct().With("Domain", name).With("Size", 1L << HashSize).With("AoRs", addresses)
                .With("Stats", RpcValue.Struct().With("Records", all.Count).With("Max-Slots", slots.Count == 0 ? 0 : Greatest(slots.Values))));
        }

        call.AddStruct().With("Domains", domains);
    }

    [Rpc("ul.lookup", Mi = "ul_show_contact", Summary = "Shows the contacts of an address: table address.")]
    public void RpcLookup(RpcCall call)
    {
        if (!TryReadAddress(call, "Not enough parameters (table and AOR to lookup)", out var table, out var address))
            return;

        var contacts = table.Find(address);
        if (contacts.IsEmpty)
            call.Fault(500, "AOR not found in location table");
        else
            call.AddStruct().With("AoR", Latin1.ToText(address)).With("Contacts", Rows(contacts));
    }

    [Rpc("ul.rm", Mi = "ul_rm", Summary = "Removes all contacts of an address: table address.")]
    public void RpcRemove(RpcCall call)
    {
        if (TryReadAddress(call, "Not enough parameters (table and AOR)", out var table, out var address))
            table.Remove(address);
    }

    [Rpc("ul.rm_contact", Mi = "ul_rm_contact", Summary = "Removes a contact: table address contact.")]
    public void RpcRemoveContact(RpcCall call)
    {
        if (!TryReadAddress(call, "Not enough parameters (table, AOR and contact)", out var table, out var address))
            return;

        if (call.Text(2) is not { } uri)
        {
            call.Fault(500, "Not enough parameters (table, AOR and contact)");
            return;
        }

        var before = table.Find(address).Length;
        if (before == 0)
        {
            call.Fault(404, "AOR not found");
            return;
        }

        var bytes = Latin1.ToBytes(uri);
        var after = table.Update(address, static (contacts, wanted) => Array.FindAll(contacts, contact => !contact.Uri.AsSpan().SequenceEqual(wanted)), bytes);
        if (after.Length == before)
            call.Fault(404, "Contact not found");
    }

    [Rpc("ul.add", Mi = "ul_add", Summary = "Adds a contact: table address contact expires q path flags cflags methods.")]
    public void RpcAdd(RpcCall call)
    {
        const string Wrong = "Not enough parameters or wrong format";
        if (call.Parameters.Count < 9 || !IsText(call, 5) || call.Text(2) is not { Length: > 0 } uri || call.Text(5) is not { Length: > 0 } path
            || call.Integer(3) is not { } expires || call.Integer(6) is not { } flags || call.Integer(7) is not { } branchFlags
            || call.Integer(8) is not { } methods || !TryReadQ(call.Parameters[4], out var q))
        {
            call.Fault(500, Wrong);
            return;
        }

        if (!TryReadAddress(call, Wrong, out var table, out var address))
            return;

        var added = new Contact
        {
            AddressOfRecord = address,
            Uri = Latin1.ToBytes(uri),
            Ruid = _sequence.Next("ulcx", out var sequence),
            Sequence = sequence,
            Expires = expires == 0 ? 0 : Now + expires,
            Q = q,
            Path = path == "." ? [] : Latin1.ToBytes(path),
            CallId = RpcCallId,
            CSeq = 1,
            UserAgent = RpcUserAgent,
            Flags = (uint)flags,
            BranchFlags = (uint)branchFlags,
            Methods = (uint)methods,
        };
        table.Update(address, Put, added);
    }

    [Rpc("ul.flush", Mi = "ul_flush", Summary = "Writes changed contacts to the database now.")]
    public void RpcFlush(RpcCall call)
    {
        if (_database is not null && DbMode != OnlyRead)
            Flush();
    }

    [Rpc("ul.db_users", Summary = "Counts registered users in the database: table.")]
    public void RpcUsers(RpcCall call) => CountRows(call, static statements => statements.Users);

    [Rpc("ul.db_contacts", Summary = "Counts contacts in the database: table.")]
    public void RpcContacts(RpcCall call) => CountRows(call, static statements => statements.Contacts);

    [Rpc("ul.db_expired_contacts", Summary = "Counts expired contacts in the database: table.")]
    public void RpcExpiredContacts(RpcCall call) => CountRows(call, static statements => statements.ExpiredContacts);

    private void CountRows(RpcCall call, Func<LocationStatements, SqlStatement> choose)
    {
        if (_database is null)
        {
            call.Fault(500, "Command is not supported in db_mode=0");
            return;
        }

        var name = call.Text(0) ?? string.Empty;
        if (Find(name) is null)
        {
            call.Fault(500, "Domain table not found");
            return;
        }

        var store = StoreOf(name);
        try
        {
            call.Add(RpcValue.Of(store.Count(choose(_statements[name]), Now)));
        }
        catch (StoreException exception)
        {
            call.Fault(500, exception.Message);
        }
    }

    private static bool TryReadQ(RpcValue value, out int q)
    {
        q = -1;
        var good = double.TryParse(value.ToText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= -1 and <= 1;
        if (good && number >= 0)
            q = (int)Math.Round(number * QValue.Max);

        return good;
    }

    private static int Greatest(IEnumerable<int> counts)
    {
        var greatest = 0;
        foreach (var count in counts)
            greatest = Math.Max(greatest, count);

        return greatest;
    }

    private static long ListingHash(ReadOnlySpan<byte> address)
    {
        var hash = 2166136261u;
        foreach (var b in address)
            hash = (hash ^ b) * 16777619u;

        return hash;
    }

    private Contact[] Put(Contact[] contacts, Contact added)
    {
        var index = Array.FindIndex(contacts, contact => contact.Uri.AsSpan().SequenceEqual(added.Uri));
        Contact[] result = index < 0 ? [.. contacts, added] : [.. contacts];
        if (index >= 0)
            result[index] = added with { Ruid = contacts[index].Ruid, Sequence = contacts[index].Sequence };

        Sort(result);
        return result;
    }

    private bool TryReadAddress(RpcCall call, string usage, out LocationTable table, out byte[] address)
    {
        table = null!;
        address = [];
        if (call.Text(1) is not { Length: > 0 } text)
        {
            call.Fault(500, usage);
            return false;
        }

        if (Find(call.Text(0)!) is not { } found)
        {
            call.Fault(500, "Domain table not found");
            return false;
        }

        table = found;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        address = Latin1.ToBytes((UseDomain || at < 0 ? text : text[..at]).ToLowerInvariant());
        return true;
    }

    private static bool IsText(RpcCall call, int index) => call.ConvertsTypes || call.Parameters[index].Kind == RpcKind.Text;

    private RpcValue Rows(ReadOnlySpan<Contact> contacts)
    {
        var rows = RpcValue.List();
        foreach (var contact in contacts)
            rows.With("Contact", ContactRow.Of(contact, Now));

        return rows;
    }
}
