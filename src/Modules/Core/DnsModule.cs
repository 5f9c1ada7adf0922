using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Control;
using Signalbox.Engine.Dns;
using Signalbox.Engine.Transport;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core;

/// <summary>Commands and counters of the name cache.</summary>
[Module("dns", Summary = "Commands and counters of the name cache; always there.", Implicit = true)]
internal sealed class DnsModule(INames names, NameCache cache, IReloadService reload)
{
    private const long MaxSeconds = int.MaxValue;

    /// <summary>Questions that nobody answered.</summary>
    [Statistic("failed_dns_request", Summary = "Questions that no name server answered.")]
    public Counter Unanswered => cache.Unanswered;

    /// <summary>Questions that took long.</summary>
    [Statistic("slow_dns_request", Summary = "Questions that took longer than dns_slow_query_ms.")]
    public Counter Slow => cache.Slow;

    [Rpc("dns.mem_info", Summary = "Bytes that the name cache takes, and its limit.", IsList = true)]
    public void Memory(RpcCall call)
    {
        call.Add(RpcValue.Of(cache.BytesUsed));
        call.Add(RpcValue.Of(reload.Current.Settings.DnsCacheKilobytes * 1024L));
    }

    [Rpc("dns.view", Summary = "Shows what the name cache holds.")]
    public void View(RpcCall call)
    {
        foreach (var entry in cache.Entries)
            call.Add(DnsView.Of(entry, cache.Now));
    }

    [Rpc("dns.delete_ebl", Summary = "Nothing to remove: records of that kind are not kept. The name must be given.")]
    public static void DeleteNone(RpcCall call)
    {
        if (call.Parameters.Count == 0)
            call.Fault(400, "Too few parameters");
    }

    [Rpc("dns.debug", Summary = "As dns.view, numbers only: name, type, bytes, users, seconds left, seconds since its use, 1 for a negative answer.", IsList = true)]
    public void Debug(RpcCall call)
    {
        foreach (var entry in cache.Entries)
            DnsView.AddNumbers(call, entry, cache.Now);
    }

    [Rpc("dns.debug_all", Summary = "As dns.debug, with the records of each entry.", IsList = true)]
    public void DebugAll(RpcCall call)
    {
        foreach (var entry in cache.Entries)
            DnsView.AddRecords(call, entry, cache.Now);
    }

    [Rpc("dns.lookup", Summary = "Asks for a name, through the cache: type (A, AAAA, SRV, NAPTR, CNAME, TXT, PTR) and name.")]
    public void Lookup(RpcCall call)
    {
        if (call.Text(0) is not { } type || call.Text(1) is not { } name)
            call.Fault(400, "Not enough parameters: type and name expected");
        else if (!Enum.TryParse<DnsRecordType>(type, ignoreCase: true, out var kind) || char.IsAsciiDigit(type[0]))
            call.Fault(400, "Invalid type");
        else if (names.Lookup(name, kind) is { IsNegative: false } entry)
            call.Add(DnsView.Of(entry, cache.Now));
        else
            call.Fault(400, "Not found");
    }

    [Rpc("dns.add_a", Summary = "Adds an A record: name, seconds (0 = for ever), address, flags (1 = a negative answer).")]
    public void AddA(RpcCall call) => AddAddress(call, DnsRecordType.A);

    [Rpc("dns.add_aaaa", Summary = "Adds an AAAA record: name, seconds (0 = for ever), address, flags (1 = a negative answer).")]
    public void AddAaaa(RpcCall call) => AddAddress(call, DnsRecordType.Aaaa);

    [Rpc("dns.add_srv", Summary = "Adds an SRV record: name, seconds (0 = for ever), priority, weight, port, target, flags (1 = a negative answer).")]
    public void AddSrv(RpcCall call)
    {
        if (call.Integer(2) is not (>= 0 and <= ushort.MaxValue and var priority)
            || call.Integer(3) is not (>= 0 and <= ushort.MaxValue and var weight)
            || call.Integer(4) is not (>= 0 and <= ushort.MaxValue and var port)
            || call.Text(5) is not { Length: > 0 } target)
        {
            call.Fault(400, "Expected name, seconds, priority, weight, port, target and flags");
            return;
        }

        Add(call, call.Integer(6) ?? 0, new DnsRecord
        {
            Type = DnsRecordType.Srv,
            Priority = (int)priority,
            Weight = (int)weight,
            Port = (int)port,
            Target = target.ToLowerInvariant(),
        });
    }

    [Rpc("dns.delete_all", Summary = "Forgets all but permanent entries.")]
    public void DeleteAll(RpcCall call) => Clear(call, force: false);

    [Rpc("dns.delete_all_force", Summary = "Forgets all entries.")]
    public void DeleteAllForced(RpcCall call) => Clear(call, force: true);

    [Rpc("dns.delete_a", Summary = "Forgets the A records of a name.")]
    public void DeleteA(RpcCall call) => Delete(call, DnsRecordType.A);

    [Rpc("dns.delete_aaaa", Summary = "Forgets the AAAA records of a name.")]
    public void DeleteAaaa(RpcCall call) => Delete(call, DnsRecordType.Aaaa);

    [Rpc("dns.delete_srv", Summary = "Forgets the SRV records of a name.")]
    public void DeleteSrv(RpcCall call) => Delete(call, DnsRecordType.Srv);

    [Rpc("dns.delete_naptr", Summary = "Forgets the NAPTR records of a name.")]
    public void DeleteNaptr(RpcCall call) => Delete(call, DnsRecordType.Naptr);

    [Rpc("dns.delete_cname", Summary = "Forgets the CNAME record of a name.")]
    public void DeleteCname(RpcCall call) => Delete(call, DnsRecordType.Cname);

    [Rpc("dns.delete_txt", Summary = "Forgets the TXT records of a name.")]
    public void DeleteTxt(RpcCall call) => Delete(call, DnsRecordType.Txt);

    [Rpc("dns.delete_ptr", Summary = "Forgets the PTR records of a name.")]
    public void DeletePtr(RpcCall call) => Delete(call, DnsRecordType.Ptr);

    private void AddAddress(RpcCall call, DnsRecordType type)
    {
        var isV6 = type == DnsRecordType.Aaaa;
        if (call.Text(2) is not { } text || !HostEndPoint.TryParseAddress(Latin1.ToBytes(text), 0, out var address) || address.IsV6 != isV6)
            call.Fault(400, $"Expected name, seconds, {(isV6 ? "IPv6" : "IPv4")} address and flags");
        else
            Add(call, call.Integer(3) ?? 0, new DnsRecord { Type = type, Address = address });
    }

    private void Add(RpcCall call, long flags, DnsRecord record)
    {
        if (call.Text(0) is not { Length: > 0 and <= 253 } name || call.Integer(1) is not (>= 0 and <= MaxSeconds and var seconds))
        {
            call.Fault(400, "Expected a name and a number of seconds");
            return;
        }

        var expires = seconds == 0 ? long.MaxValue : cache.Now + seconds * 1000;
        var records = (flags & 1) != 0 ? [] : new List<DnsRecord> { record };
        cache.AddByHand(new DnsEntry(name.ToLowerInvariant(), record.Type, records, expires), reload.Current.Settings.DnsCacheKilobytes * 1024L);
    }

    private void Clear(RpcCall call, bool force)
    {
        cache.Clear(force);
        call.AddStruct().With("status", "ok");
    }

    private void Delete(RpcCall call, DnsRecordType type)
    {
        if (call.Text(0) is not { } name || !cache.RemoveByHand(name.ToLowerInvariant(), type))
            call.Fault(400, "Not found");
    }
}
