namespace Signalbox.Testing;

/// <summary>One line of a table with its place.</summary>
public sealed class TableRow(string file, int line, IReadOnlyDictionary<string, string> cells)
{
    /// <summary><c>file:line</c>, for messages.</summary>
    public string Location { get; } = $"{file}:{line}";

    /// <summary>A cell by the name of its column; escapes are resolved, a missing cell is "".</summary>
    public string this[string column] => cells.TryGetValue(column, out var cell) ? cell : string.Empty;

    /// <inheritdoc />
    public override string ToString() => Location;
}
