using Signalbox.Engine.Buffers;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Acc;

/// <summary>Writes records as log lines: <c>ACC: transaction answered: timestamp=…;method=INVITE;…</c>.</summary>
internal sealed class LineWriter(IScriptLog log, int level, LogLabel label, ExtraField[] extra, LegField[] legs, TimeField time)
{
    /// <summary>Writes one line.</summary>
    public void Write(in AccountingRecord record)
    {
        if (!log.IsEnabled(level))
            return;

        var line = record.Context.Worker.RentWriter();
        line.Write(Title(record.Kind));
        line.Write(record.Time.ToUnixTimeSeconds());
        if (time.IsWritten)
            Add(line, time.Name, time.Text(record.Time));

        Add(line, "method", record.Method);
        Add(line, "from_tag", record.IsSwapped ? record.ToTag : record.FromTag);
        Add(line, "to_tag", record.IsSwapped ? record.FromTag : record.ToTag);
        Add(line, "call_id", record.CallId);
        Add(line, "code", record.Code);
        Add(line, "reason", record.Reason);
        foreach (var field in extra)
            Add(line, field.Name, field.Value.Read(record.Context));

        AddLegs(line, record.Context);

        // A record is one line, whatever a folded header brought into it.
        line.Buffer.AsSpan(0, line.Length).Replace((byte)'\n', (byte)' ');
        line.Buffer.AsSpan(0, line.Length).Replace((byte)'\r', (byte)' ');
        log.Write(level, label, "acc: "u8, line.Written);
        record.Context.Worker.Return(line);
    }

    private static ReadOnlySpan<byte> Title(RecordKind kind) => kind switch
    {
        RecordKind.Answered => "ACC: transaction answered: timestamp="u8,
        RecordKind.Missed => "ACC: call missed: timestamp="u8,
        RecordKind.Acknowledged => "ACC: request acknowledged: timestamp="u8,
        _ => "ACC: request accounted: timestamp="u8,
    };

    // All legs stand in one line, each with all its names; a request without legs shows the names once.
    private void AddLegs(ByteWriter line, RoutingContext context)
    {
        var hasMore = legs.Length > 0;
        for (var index = 0; hasMore; index++)
        {
            hasMore = false;
            foreach (var leg in legs)
            {
                Add(line, leg.Name, context.Avps.Get(leg.Avp, index));
                hasMore |= context.Avps.Get(leg.Avp, index + 1).IsDefined;
            }
        }
    }

    private static void Add(ByteWriter line, string name, in ScriptValue value)
    {
        Name(line, name);
        value.WriteTo(line);
    }

    private static void Add(ByteWriter line, string name, ReadOnlySpan<char> value)
    {
        Name(line, name);
        line.Write(value);
    }

    private static void Add(ByteWriter line, string name, ReadOnlySpan<byte> value)
    {
        Name(line, name);
        line.Write(value);
    }

    private static void Name(ByteWriter line, string name)
    {
        line.Write((byte)';');
        line.Write(name);
        line.Write((byte)'=');
    }
}
