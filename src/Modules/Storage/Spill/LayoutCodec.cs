using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Storage.Spill;

/// <summary>Layouts as bytes, so that a segment can be read by a later process with another configuration.</summary>
internal sealed class LayoutCodec
{
    private const int MaxColumns = 1024;
    private readonly Dictionary<string, TableLayout> _known = new(StringComparer.Ordinal);
    private readonly SpillBuffer _scratch = new();
    private readonly Lock _gate = new();

    /// <summary>Writes a layout and remembers it, so that reading it gives the same object.</summary>
    public byte[] Write(TableLayout layout)
    {
        lock (_gate)
        {
            _scratch.Clear();
            _scratch.Write(layout.Version);
            _scratch.Write(layout.TimeColumn);
            _scratch.Write(layout.Columns.Count);
            foreach (var column in layout.Columns)
            {
                _scratch.Write(column.Name);
                _scratch.Write((int)column.Kind);
                _scratch.Write(column.MaxLength);
                _scratch.Write((byte)((column.IsNullable ? 1 : 0) + (column.IsOptional ? 2 : 0) + (column.IsMade ? 0 : 4)));
            }

            foreach (var (suffix, column) in layout.Indexes)
            {
                _scratch.Write(suffix);
                _scratch.Write(column);
            }

            var bytes = _scratch.Written.ToArray();
            _known[Convert.ToBase64String(bytes)] = layout;
            return bytes;
        }
    }

    /// <summary>Reads a layout; null when the bytes are none.</summary>
    public TableLayout? Read(ReadOnlySpan<byte> bytes)
    {
        var key = Convert.ToBase64String(bytes);
        lock (_gate)
        {
            if (!_known.TryGetValue(key, out var layout) && (layout = Decode(bytes)) is not null)
                _known.Add(key, layout);

            return layout;
        }
    }

    private static TableLayout? Decode(ReadOnlySpan<byte> bytes)
    {
        var cursor = new SpillCursor(bytes);
        var version = cursor.Number();
        var time = cursor.Number();
        var count = cursor.Number();
        if (count is < 0 or > MaxColumns)
            return null;

        var columns = new TableColumn[count];
        for (var i = 0; i < count; i++)
        {
            var name = cursor.Text();
            var kind = (ColumnKind)cursor.Number();
            var length = cursor.Number();
            var marks = cursor.Byte();
            columns[i] = new TableColumn(name, kind, length, (marks & 1) != 0, (marks & 2) != 0) { IsMade = (marks & 4) == 0 };
        }

        var indexes = new List<(string, string)>();
        while (cursor is { IsGood: true, IsAtEnd: false })
            indexes.Add((cursor.Text(), cursor.Text()));

        return cursor.IsGood ? new TableLayout(columns, version, indexes) { TimeColumn = time } : null;
    }
}
