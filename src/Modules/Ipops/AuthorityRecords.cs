using Signalbox.Engine.Dns;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Ipops;

/// <summary>NAPTR records: lowest order first, then lowest preference (RFC 3403).</summary>
internal static class AuthorityRecords
{
    /// <summary>Names of the fields.</summary>
    public const string Fields = "order pref flags services regex replace";

    /// <summary>The fields of records that came from a name server.</summary>
    public static List<Dictionary<string, ScriptValue>> Read(IReadOnlyList<DnsRecord> answer)
    {
        var records = new List<Dictionary<string, ScriptValue>>();
        foreach (var record in answer)
        {
            records.Add(new Dictionary<string, ScriptValue>(StringComparer.Ordinal)
            {
                ["order"] = ScriptValue.Of(record.Priority),
                ["pref"] = ScriptValue.Of(record.Weight),
                ["flags"] = ScriptValue.Of(record.Flags),
                ["services"] = ScriptValue.Of(record.Services),
                ["regex"] = ScriptValue.Of(record.Text),
                ["replace"] = ScriptValue.Of(record.Target),
            });
        }

        records.Sort(static (left, right) => left["order"].Number != right["order"].Number
            ? left["order"].Number.CompareTo(right["order"].Number)
            : left["pref"].Number.CompareTo(right["pref"].Number));
        return records;
    }
}
