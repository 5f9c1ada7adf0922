namespace Signalbox.Engine.Diagnostics;

/// <summary>A piece of a source text.</summary>
/// <param name="Source">The file.</param>
/// <param name="Start">First character, 0-based.</param>
/// <param name="Length">Number of characters; may be 0 at the end of the file.</param>
public readonly record struct SourceSpan(SourceText Source, int Start, int Length)
{
    /// <summary>1-based line.</summary>
    public int Line => Source.Position(Start).Line;

    /// <summary>1-based column.</summary>
    public int Column => Source.Position(Start).Column;

    /// <summary>The text itself.</summary>
    public string Text => Source.Text.Substring(Start, Length);

    /// <summary>From the start of this span to the end of <paramref name="other"/>.</summary>
    public SourceSpan To(SourceSpan other) => ReferenceEquals(Source, other.Source) && other.Start + other.Length >= Start
        ? new SourceSpan(Source, Start, other.Start + other.Length - Start)
        : this;

    /// <summary><c>file:line:column</c>.</summary>
    public override string ToString() => $"{Source.Path}:{Line}:{Column}";
}
