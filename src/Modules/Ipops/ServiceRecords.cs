using Signalbox.Engine.Dns;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Ipops;

/// <summary>SRV records: lowest priority first, then greatest weight (RFC 2782).</summary>
internal static class ServiceRecords
{
    /// <summary>Names of the fields.</summary>
    public const string Fields = "port priority target weight";

    /// <summary>The fields of records that came from a name server.</summary>
    public static List<Dictionary<string, ScriptValue>> Read(IReadOnlyList<DnsRecord> answer)
    {
        var records = new List<Dictionary<string, ScriptValue>>();
        foreach (var record in answer)
        {
            records.Add(new Dictionary<string, ScriptValue>(StringComparer.Ordinal)
            {
                ["priority"] = ScriptValue.Of(record.Priority),
                ["weight"] = ScriptValue.Of(record.Weight),
                ["port"] = ScriptValue.Of(record.Port),
                ["target"] = ScriptValue.Of(record.Target),
            });
        }

        records.Sort(static (left, right) => left["priority"].Number != right["priority"].Number
            ? left["priority"].Number.CompareTo(right["priority"].Number)
            : right["weight"].Number.CompareTo(left["weight"].Number));
        return records;
    }
}
