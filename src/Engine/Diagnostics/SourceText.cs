namespace Signalbox.Engine.Diagnostics;

/// <summary>A configuration file as read: one char a byte.</summary>
public sealed class SourceText
{
    private readonly int[] _lineStarts;

    /// <summary>Wraps text; <paramref name="includedFrom"/> names the include statement that brought it in.</summary>
    public SourceText(string path, string text, SourceSpan? includedFrom = null)
    {
        Path = path;
        Text = text;
        IncludedFrom = includedFrom;
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
                starts.Add(i + 1);
        }

        _lineStarts = [.. starts];
    }

    /// <summary>Path as the operator wrote it.</summary>
    public string Path { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The include statement, or null for the main file.</summary>
    public SourceSpan? IncludedFrom { get; }

    /// <summary>1-based line and column of an offset.</summary>
    public (int Line, int Column) Position(int offset)
    {
        var index = Array.BinarySearch(_lineStarts, offset);
        if (index < 0)
            index = ~index - 1;

        return (index + 1, offset - _lineStarts[index] + 1);
    }

    /// <summary>A line without its end, 1-based.</summary>
    public ReadOnlySpan<char> Line(int line)
    {
        var start = _lineStarts[line - 1];
        var end = line < _lineStarts.Length ? _lineStarts[line] - 1 : Text.Length;
        return Text.AsSpan(start, end - start).TrimEnd('\r');
    }
}
