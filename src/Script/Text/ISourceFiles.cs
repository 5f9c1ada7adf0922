namespace Signalbox.Script.Text;

/// <summary>Where cfg files come from.</summary>
internal interface ISourceFiles
{
    /// <summary>The reason when there is no such file, which <c>import_file</c> goes on without.</summary>
    const string Missing = "does not exist";

    /// <summary>Reads a file as one char a byte.</summary>
    /// <returns>Null when it does not exist (<see cref="Missing"/>) or cannot be read; <paramref name="reason"/> then says why.</returns>
    string? Read(string path, out string reason);
}
