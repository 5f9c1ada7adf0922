namespace Signalbox.Script.Text;

/// <summary>Where cfg files come from.</summary>
internal interface ISourceFiles
{
    /// <summary>Reads a file as one char a byte.</summary>
    /// <returns>Null when it does not exist or cannot be read; <paramref name="reason"/> then says why.</returns>
    string? Read(string path, out string reason);
}
