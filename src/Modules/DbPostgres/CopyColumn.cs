using System.Globalization;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbPostgres;

/// <summary>One column of a table as it is in the database.</summary>
/// <param name="Place">Its place in the layout.</param>
/// <param name="Column">What the module says of it.</param>
/// <param name="Kind">What the server wants.</param>
/// <param name="MaxLength">Characters it takes; 0 = any number.</param>
internal sealed record CopyColumn(int Place, TableColumn Column, CopyKind Kind, int MaxLength)
{
    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>The kind for a type of the server; null when rows cannot go there.</summary>
    public static CopyKind? KindOf(string type) => type switch
    {
        "text" or "varchar" or "bpchar" or "citext" => CopyKind.Text,
        "bytea" => CopyKind.Bytes,
        "int2" => CopyKind.Short,
        "int4" => CopyKind.Int,
        "int8" => CopyKind.Long,
        "float4" => CopyKind.Single,
        "float8" => CopyKind.Double,
        "timestamp" => CopyKind.LocalTime,
        "timestamptz" => CopyKind.Moment,
        _ => null,
    };

    /// <summary>Writes the row's value; false when the column cannot hold it.</summary>
    public bool TryWrite(StoredRow row, CopyBuffer buffer)
    {
        if (Column.Kind == ColumnKind.Text)
            return TryWriteText(row.Text(Place), buffer);

        var number = row.Number(Place);
        return Column.Kind == ColumnKind.Timestamp ? TryWriteTime(number, buffer) : TryWriteNumber(number, buffer);
    }

    private bool TryWriteText(ReadOnlySpan<byte> text, CopyBuffer buffer)
    {
        if (text.IsEmpty && Column.IsNullable)
            buffer.WriteNull();
        else if (Kind == CopyKind.Text)
            buffer.WriteText(text, MaxLength);
        else if (Kind == CopyKind.Bytes)
            buffer.WriteBytes(text);
        else
            return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && TryWriteNumber(number, buffer);

        return true;
    }

    private bool TryWriteNumber(long number, CopyBuffer buffer)
    {
        var real = Column.Kind == ColumnKind.Thousandths ? number / 1000.0 : number;
        switch (Kind)
        {
            case CopyKind.Short when number is >= short.MinValue and <= short.MaxValue:
                buffer.WriteShort((short)real);
                return true;
            case CopyKind.Int when number is >= int.MinValue and <= int.MaxValue:
                buffer.WriteInt((int)real);
                return true;
            case CopyKind.Long:
                buffer.WriteLong((long)real);
                return true;
            case CopyKind.Single:
                buffer.WriteInt(BitConverter.SingleToInt32Bits((float)real));
                return true;
            case CopyKind.Double:
                buffer.WriteLong(BitConverter.DoubleToInt64Bits(real));
                return true;
            case CopyKind.Text:
                Span<byte> text = stackalloc byte[32];
                real.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
                buffer.WriteText(text[..length], MaxLength);
                return true;
            default:
                return false;
        }
    }

    // Whole seconds, as the peer writes them; microseconds have a column of their own.
    private bool TryWriteTime(long utcTicks, CopyBuffer buffer)
    {
        var ticks = utcTicks - (utcTicks % TimeSpan.TicksPerSecond);
        if (Kind == CopyKind.LocalTime)
            ticks += LocalOffset.At(ticks);
        else if (Kind != CopyKind.Moment)
            return TryWriteNumber(BatchPositions.Seconds(new DateTime(ticks, DateTimeKind.Utc)), buffer);

        buffer.WriteLong((ticks - Epoch) / TimeSpan.TicksPerMicrosecond);
        return true;
    }
}
