using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Storage.Spill;

/// <summary>Rows as bytes: runs of rows of one table, each with the number of its layout within the segment.</summary>
internal static class BatchCodec
{
    /// <summary>Writes the rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="buffer">Gets them.</param>
    /// <param name="numberOf">The number of a layout.</param>
    public static void Write(ReadOnlySpan<StoredRow> rows, SpillBuffer buffer, Func<TableLayout, int> numberOf)
    {
        for (var start = 0; start < rows.Length;)
        {
            var first = rows[start];
            var end = start + 1;
            while (end < rows.Length && rows[end].Table == first.Table && ReferenceEquals(rows[end].Layout, first.Layout))
                end++;

            buffer.Write(numberOf(first.Layout));
            buffer.Write(first.Table);
            buffer.Write(end - start);
            foreach (var row in rows[start..end])
                Write(row, buffer);

            start = end;
        }
    }

    /// <summary>Reads rows; false when the bytes are not what was written.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, IReadOnlyList<TableLayout> layouts, SpilledBatch batch)
    {
        batch.Clear();
        var cursor = new SpillCursor(bytes);
        while (cursor is { IsGood: true, IsAtEnd: false })
        {
            var number = cursor.Number();
            var table = cursor.Text();
            var count = cursor.Number();
            if (number < 0 || number >= layouts.Count)
                return false;

            for (var i = 0; i < count && cursor.IsGood; i++)
                Read(ref cursor, batch.Add(layouts[number], table));
        }

        return cursor.IsGood;
    }

    private static void Write(StoredRow row, SpillBuffer buffer)
    {
        var columns = row.Layout.Columns;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind == ColumnKind.Text)
                buffer.Write(row.Text(i));
            else
                buffer.Write(row.Number(i));
        }
    }

    private static void Read(ref SpillCursor cursor, StoredRow row)
    {
        var columns = row.Layout.Columns;
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Kind == ColumnKind.Text)
                row.Set(i, cursor.Bytes());
            else
                row.Set(i, cursor.Long());
        }
    }
}
