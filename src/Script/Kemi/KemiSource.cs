namespace Signalbox.Script.Kemi;

/// <summary>A script as read: one char a byte, so literals reach the wire as they are in the file.</summary>
/// <param name="Path">Path as the operator wrote it; error messages begin with it.</param>
/// <param name="Text">The whole text.</param>
internal sealed record KemiSource(string Path, string Text)
{
    /// <summary>True for text that a module brings along, which no reload reads again.</summary>
    public bool IsBuiltIn { get; init; }
}
