using Signalbox.Engine.Catalog;
using Signalbox.Engine.Control;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Permissions;

/// <content>Commands; texts are the peer's.</content>
internal sealed partial class PermissionsModule
{
    private const int Failed = 500;
    private long _reloadedAt = long.MinValue;

    [Rpc("permissions.addressReload", Summary = "Reads the addresses anew; what cannot be read leaves the old ones.")]
    public void RpcReloadAddresses(RpcCall call) => Reload(call, () => Volatile.Write(ref _addresses, _addressSource?.Load() ?? AddressTable.Empty));

    [Rpc("permissions.trustedReload", Summary = "Reads the trusted peers anew; what cannot be read leaves the old ones.")]
    public void RpcReloadTrusted(RpcCall call)
    {
        if (DbMode == 1)
            Reload(call, () => Volatile.Write(ref _trusted, _trustedSource?.Load() ?? []));
        else
            Reload(call, static () => { });
    }

    [Rpc("permissions.addressDump", Summary = "Shows the addresses.", IsList = true)]
    public void RpcDumpAddresses(RpcCall call) => Dump(call, "table", Volatile.Read(ref _addresses).Hosts);

    [Rpc("permissions.subnetDump", Summary = "Shows the networks.", IsList = true)]
    public void RpcDumpNetworks(RpcCall call) => Dump(call, "id", Volatile.Read(ref _addresses).Networks);

    [Rpc("permissions.domainDump", Summary = "Shows the host names.", IsList = true)]
    public void RpcDumpNames(RpcCall call)
    {
        Dump(call, "table", Volatile.Read(ref _addresses).Names);
        if (call.Rows.Count == 0)
            call.AddStruct();
    }

    [Rpc("permissions.trustedDump", Summary = "Shows the trusted peers that are in memory.", IsList = true)]
    public void RpcDumpTrusted(RpcCall call)
    {
        var peers = Volatile.Read(ref _trusted);
        for (var i = 0; i < peers.Length; i++)
        {
            var peer = peers[i];
            call.AddStruct().With("table", i).With("item", RpcValue.Struct()
                .With("ip", peer.Source)
                .With("proto", peer.Protocol)
                .With("pattern", peer.From?.ToString() ?? "NULL")
                .With("ruri_pattern", peer.RequestUri?.ToString() ?? "NULL")
                .With("tag", Shown(peer.Tag))
                .With("priority", peer.Priority));
        }

        if (peers.Length == 0)
            call.AddStruct();
    }

    [Rpc("permissions.testUri", Summary = "Tells what the rules of a name say: name, From URI, request URI or Contact.")]
    public void RpcTestUri(RpcCall call) => TestUri(call);

    [Rpc("permissions.allowUri", Summary = "As permissions.testUri.")]
    public void RpcAllowUri(RpcCall call) => TestUri(call);

    private void TestUri(RpcCall call)
    {
        if (call.Text(0) is not { } name || call.Text(1) is not { } from || call.Text(2) is not { } to)
            call.Fault(Failed, "Not enough parameters (basename, URI and contact)");
        else
            call.Add(_rules.Get(name + AllowSuffix, name + DenySuffix).Allows(from, to) ? "Allowed" : "Denied");
    }

    private void Reload(RpcCall call, Action load)
    {
        var now = clock.GetTimestamp();
        var last = Interlocked.Read(ref _reloadedAt);
        var isSoon = last != long.MinValue && clock.GetElapsedTime(last, now).TotalSeconds < ReloadDelta;
        if (isSoon || Interlocked.CompareExchange(ref _reloadedAt, now, last) != last)
        {
            call.Fault(Failed, "ongoing reload");
            return;
        }

        try
        {
            load();
            call.Add("Reload OK");
        }
        catch (StoreException error)
        {
            call.Fault(Failed, $"Reload failed: {error.Message}");
        }
    }

    private static void Dump(RpcCall call, string numberName, IEnumerable<AddressEntry> entries)
    {
        var number = 0;
        foreach (var entry in entries)
        {
            var item = RpcValue.Struct().With("ip", entry.Text);
            if (entry.IsNetwork)
                item.With("mask", entry.Bits);

            call.AddStruct().With(numberName, number++).With("group", entry.Group).With("item", item.With("port", entry.Port).With("tag", Shown(entry.Tag)));
        }
    }

    private static string Shown(string tag) => tag.Length == 0 ? "NULL" : tag;
}
