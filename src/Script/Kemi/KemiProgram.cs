using Signalbox.Engine.Files;

namespace Signalbox.Script.Kemi;

/// <summary>The script files of one load, in order.</summary>
/// <param name="Version">Number of the load, from 1.</param>
/// <param name="Sources">The files as read.</param>
internal sealed record KemiProgram(int Version, IReadOnlyList<KemiSource> Sources)
{
    /// <summary>Reads a file, one char a byte.</summary>
    /// <returns>The source, or null with the reason.</returns>
    public static KemiSource? Read(string path, out string error)
    {
        error = string.Empty;
        try
        {
            return new KemiSource(path, PlainFile.ReadText(path));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error = Path.Exists(path) ? cause.Message : "no such file";
            return null;
        }
    }

    /// <summary>Runs all files in an interpreter.</summary>
    /// <returns>Null, or the first error.</returns>
    public string? RunIn(KemiInterpreter interpreter)
    {
        foreach (var source in Sources)
        {
            if (interpreter.Load(source) is { } error)
                return error;
        }

        return null;
    }
}
