using System.Buffers.Binary;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Dns;

/// <summary>A reply that was read: its records and the name at which its chain of aliases ends.</summary>
internal sealed class DnsReply
{
    private const int HeaderBytes = 12;
    private const int MaxRecords = 128;
    private const int MaxAliases = 8;
    private const int Internet = 1;
    private const uint MaxTtl = int.MaxValue;
    private readonly List<(string Owner, DnsRecord Record)> _all = [];

    /// <summary>What the reply is worth.</summary>
    public DnsOutcome Outcome { get; private set; }

    /// <summary>The records of the type that was asked for.</summary>
    public List<DnsRecord> Records { get; } = [];

    /// <summary>The last name of the chain of CNAME records, the name of the question when there is none.</summary>
    public string CanonicalName { get; private set; } = string.Empty;

    /// <summary>Least life of the aliases on the way, in seconds.</summary>
    public int AliasTtlSeconds { get; private set; } = int.MaxValue;

    /// <summary>Reads a reply to a question.</summary>
    /// <param name="bytes">The message without the length that TCP puts before it.</param>
    /// <param name="id">Id of the question.</param>
    /// <param name="name">Name of the question, in lower case.</param>
    /// <param name="type">Type of the question.</param>
    public static DnsReply Read(ReadOnlySpan<byte> bytes, ushort id, string name, DnsRecordType type)
    {
        var reply = new DnsReply { CanonicalName = name };
        reply.Outcome = reply.ReadAll(bytes, id, name, type);
        return reply;
    }

    private DnsOutcome ReadAll(ReadOnlySpan<byte> bytes, ushort id, string name, DnsRecordType type)
    {
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt16BigEndian(bytes) != id || (bytes[2] & 0xF8) != 0x80)
            return DnsOutcome.Foreign;

        var reader = new DnsReader(bytes, HeaderBytes);
        var isSame = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]) == 1 && reader.ReadName() == name;
        if (!isSame || reader.ReadUInt16() != (int)type || reader.ReadUInt16() != Internet || reader.IsBad)
            return DnsOutcome.Foreign;

        var isCut = (bytes[2] & 0x02) != 0;
        var code = bytes[3] & 0x0F;
        if (isCut || code is not (0 or 3))
            return isCut ? DnsOutcome.Truncated : DnsOutcome.Refused;

        var count = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]), (ushort)MaxRecords);
        for (var i = 0; i < count; i++)
        {
            if (!ReadRecord(ref reader, bytes))
                return DnsOutcome.Foreign;
        }

        Choose(type);
        return code == 3 && Records.Count == 0 ? DnsOutcome.NoName : DnsOutcome.Answered;
    }

    private bool ReadRecord(ref DnsReader reader, ReadOnlySpan<byte> message)
    {
        var owner = reader.ReadName();
        var type = (DnsRecordType)reader.ReadUInt16();
        var dnsClass = reader.ReadUInt16();
        var ttl = reader.ReadUInt32();
        var length = reader.ReadUInt16();
        var start = reader.Position;
        if (reader.Take(length).Length != length || reader.IsBad)
            return false;

        var data = new DnsReader(message[..(start + length)], start);
        // RFC 2181 §8: a life with the top bit set is 0.
        if (dnsClass == Internet && ReadData(ref data, type, ttl > MaxTtl ? 0 : (int)ttl, length) is { } record)
            _all.Add((owner, record));

        return !data.IsBad;
    }

    private static DnsRecord? ReadData(ref DnsReader data, DnsRecordType type, int ttl, int length) => type switch
    {
        DnsRecordType.A when length == 4 => new() { Type = type, TtlSeconds = ttl, Address = new HostEndPoint(data.Take(4), 0) },
        DnsRecordType.Aaaa when length == 16 => new() { Type = type, TtlSeconds = ttl, Address = new HostEndPoint(data.Take(16), 0) },
        DnsRecordType.Cname or DnsRecordType.Ptr => new() { Type = type, TtlSeconds = ttl, Target = data.ReadName() },
        DnsRecordType.Txt => new() { Type = type, TtlSeconds = ttl, Text = data.ReadText() },
        DnsRecordType.Srv => new()
        {
            Type = type,
            TtlSeconds = ttl,
            Priority = data.ReadUInt16(),
            Weight = data.ReadUInt16(),
            Port = data.ReadUInt16(),
            Target = data.ReadName(),
        },
        DnsRecordType.Naptr => new()
        {
            Type = type,
            TtlSeconds = ttl,
            Priority = data.ReadUInt16(),
            Weight = data.ReadUInt16(),
            Flags = data.ReadText(),
            Services = data.ReadText(),
            Text = data.ReadText(),
            Target = data.ReadName(),
        },
        _ => null,
    };

    // Only records of the name that was asked for, or of its aliases, count: a server may not slip others in.
    private void Choose(DnsRecordType type)
    {
        for (var step = 0; step < MaxAliases; step++)
        {
            Add(type);
            var alias = _all.Find(one => one.Record.Type == DnsRecordType.Cname && one.Owner == CanonicalName).Record;
            if (Records.Count > 0 || alias is null || alias.Target.Length == 0)
                return;

            CanonicalName = alias.Target;
            AliasTtlSeconds = Math.Min(AliasTtlSeconds, alias.TtlSeconds);
        }
    }

    private void Add(DnsRecordType type)
    {
        foreach (var (owner, record) in _all)
        {
            if (record.Type == type && owner == CanonicalName)
                Records.Add(record);
        }
    }
}
