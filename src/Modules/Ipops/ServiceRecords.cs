using Signalbox.Engine.Values;

namespace Signalbox.Modules.Ipops;

/// <summary>SRV records: lowest priority first, then greatest weight (RFC 2782).</summary>
internal static class ServiceRecords
{
    /// <summary>Names of the fields.</summary>
    public const string Fields = "port priority target weight";

    /// <summary>Reads the records of a reply.</summary>
    public static List<Dictionary<string, ScriptValue>> Read(ReadOnlySpan<byte> reply)
    {
        var records = new List<Dictionary<string, ScriptValue>>();
        var answer = new DnsAnswer(reply);
        while (answer.Next(DnsRecordType.Srv))
        {
            records.Add(new Dictionary<string, ScriptValue>(StringComparer.Ordinal)
            {
                ["priority"] = ScriptValue.Of(answer.ReadNumber()),
                ["weight"] = ScriptValue.Of(answer.ReadNumber()),
                ["port"] = ScriptValue.Of(answer.ReadNumber()),
                ["target"] = ScriptValue.Of(answer.ReadName()),
            });
        }

        records.Sort(static (left, right) => left["priority"].Number != right["priority"].Number
            ? left["priority"].Number.CompareTo(right["priority"].Number)
            : right["weight"].Number.CompareTo(left["weight"].Number));
        return records;
    }
}
