namespace Signalbox.Engine.Diagnostics;

/// <summary>Where a finding begins and ends, 1-based, columns in characters as a reader counts them.</summary>
/// <param name="File">The file as it was read.</param>
/// <param name="Line">First line.</param>
/// <param name="Column">First column.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="EndColumn">First column behind it.</param>
public readonly record struct FindingPlace(string File, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>The place of a span. The end is the first column behind it.</summary>
    public static FindingPlace Of(SourceSpan span)
    {
        var source = span.Source;
        var (line, column) = source.Position(span.Start);
        var (endLine, endColumn) = source.Position(Math.Min(span.Start + span.Length, source.Text.Length));
        return new FindingPlace(
            ShownText.Of(source.Path), line, ShownText.Column(source.Line(line), column), endLine, ShownText.Column(source.Line(endLine), endColumn));
    }
}
