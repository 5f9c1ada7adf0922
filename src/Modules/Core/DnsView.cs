using Signalbox.Engine.Control;
using Signalbox.Engine.Dns;

namespace Signalbox.Modules.Core;

/// <summary>Shows entries of the name cache as the peer does.</summary>
internal static class DnsView
{
    /// <summary>An entry with its records.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="now">The cache's clock.</param>
    public static RpcValue Of(DnsEntry entry, long now)
    {
        var shown = RpcValue.Struct()
            .With("name", entry.Name)
            .With("type", TypeName(entry))
            .With("size_bytes", entry.Size)
            .With("reference_counter", 1)
            .With("permanent", entry.IsPermanent ? "yes" : "no");
        if (!entry.IsPermanent)
            shown.With("expires", Left(entry, now));

        shown.With("last_used", (now - entry.LastUsed) / 1000).With("negative_entry", entry.IsNegative ? "yes" : "no");
        if (entry.IsNegative)
            return shown;

        var records = RpcValue.Array();
        for (var i = 0; i < entry.Records.Count; i++)
            records.Item(Record(entry, i, now));

        return shown.With("records", records);
    }

    /// <summary>The numbers of an entry, one a row.</summary>
    public static void AddNumbers(RpcCall call, DnsEntry entry, long now)
    {
        call.Add(entry.Name);
        call.Add(RpcValue.Of((int)entry.Type));
        call.Add(RpcValue.Of(entry.Size));
        AddUse(call, entry, now);
    }

    /// <summary>The numbers of an entry and of each of its records, one a row.</summary>
    public static void AddRecords(RpcCall call, DnsEntry entry, long now)
    {
        for (var i = 0; i < entry.Records.Count; i++)
        {
            var record = entry.Records[i];
            call.Add(entry.Name);
            call.Add(RpcValue.Of((int)entry.Type));
            call.Add(RpcValue.Of(i));
            call.Add(RpcValue.Of(entry.Size));
            AddUse(call, entry, now);
            call.Add(record.Address.IsSet ? "ip" : TypeName(entry).ToLowerInvariant());
            call.Add(record.Address.IsSet ? record.Address.HostText() : record.Target.Length > 0 ? record.Target : record.Text);
            call.Add(RpcValue.Of(Left(entry, now)));
        }
    }

    private static void AddUse(RpcCall call, DnsEntry entry, long now)
    {
        call.Add(RpcValue.Of(1));
        call.Add(RpcValue.Of(Left(entry, now)));
        call.Add(RpcValue.Of((now - entry.LastUsed) / 1000));
        call.Add(RpcValue.Of(entry.IsNegative ? 1 : 0));
    }

    private static RpcValue Record(DnsEntry entry, int index, long now)
    {
        var record = entry.Records[index];
        var shown = RpcValue.Struct().With("rr_idx", index);
        switch (record.Type)
        {
            case DnsRecordType.A or DnsRecordType.Aaaa:
                shown.With("rr_ip", record.Address.HostText());
                break;
            case DnsRecordType.Srv:
                shown.With("rr_name", record.Target).With("rr_port", record.Port).With("rr_priority", record.Priority).With("rr_weight", record.Weight);
                break;
            case DnsRecordType.Naptr:
                shown.With("rr_order", record.Priority).With("rr_preference", record.Weight).With("rr_flags", record.Flags)
                    .With("rr_service", record.Services).With("rr_regexp", record.Text).With("rr_replacement", record.Target);
                break;
            case DnsRecordType.Txt:
                shown.With("rr_txt", record.Text);
                break;
            default:
                shown.With("rr_name", record.Target);
                break;
        }

        shown.With("rr_permanent", entry.IsPermanent ? "yes" : "no");
        return entry.IsPermanent ? shown : shown.With("rr_expires", Left(entry, now));
    }

    private static string TypeName(DnsEntry entry) => entry.Type.ToString().ToUpperInvariant();

    private static long Left(DnsEntry entry, long now) => entry.IsPermanent ? 0 : Math.Max(0, (entry.Expires - now) / 1000);
}
