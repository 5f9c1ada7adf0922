using Signalbox.Engine.Values;

namespace Signalbox.Modules.Ipops;

/// <summary>NAPTR records: lowest order first, then lowest preference (RFC 3403).</summary>
internal static class AuthorityRecords
{
    /// <summary>Names of the fields.</summary>
    public const string Fields = "order pref flags services regex replace";

    /// <summary>Reads the records of a reply.</summary>
    public static List<Dictionary<string, ScriptValue>> Read(ReadOnlySpan<byte> reply)
    {
        var records = new List<Dictionary<string, ScriptValue>>();
        var answer = new DnsAnswer(reply);
        while (answer.Next(DnsRecordType.Naptr))
        {
            records.Add(new Dictionary<string, ScriptValue>(StringComparer.Ordinal)
            {
                ["order"] = ScriptValue.Of(answer.ReadNumber()),
                ["pref"] = ScriptValue.Of(answer.ReadNumber()),
                ["flags"] = ScriptValue.Of(answer.ReadText()),
                ["services"] = ScriptValue.Of(answer.ReadText()),
                ["regex"] = ScriptValue.Of(answer.ReadText()),
                ["replace"] = ScriptValue.Of(answer.ReadName()),
            });
        }

        records.Sort(static (left, right) => left["order"].Number != right["order"].Number
            ? left["order"].Number.CompareTo(right["order"].Number)
            : left["pref"].Number.CompareTo(right["pref"].Number));
        return records;
    }
}
