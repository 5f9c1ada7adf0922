using Signalbox.Script.Kemi;

namespace Signalbox.Script.Text;

/// <summary>Remembers what one load reads, so that a generation can be made again; may give remembered texts in place of the disk's.</summary>
/// <param name="files">The disk.</param>
/// <param name="given">Texts by path; null = read the disk. With it, a file that it lacks does not exist.</param>
/// <param name="tried">Gets the paths that are asked for; null = nobody wants them.</param>
internal sealed class SourceRecorder(ISourceFiles files, IReadOnlyDictionary<string, string>? given, ICollection<string>? tried = null) : ISourceFiles
{
    private const string NotThen = "was not there when the generation was loaded";
    private readonly Dictionary<string, string> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _scripts = new(StringComparer.Ordinal);

    /// <summary>All texts that were read, by path.</summary>
    public IReadOnlyDictionary<string, string> Files => _read;

    /// <summary>Those of scripts in other languages.</summary>
    public IReadOnlyDictionary<string, string> Scripts => _scripts;

    /// <inheritdoc />
    public string? Read(string path, out string reason)
    {
        tried?.Add(path);
        reason = ISourceFiles.Missing;
        var text = given is null ? files.Read(path, out reason) : given.GetValueOrDefault(path);
        if (text is not null)
            _read[path] = text;

        return text;
    }

    /// <summary>Reads a script of another language.</summary>
    public KemiSource? ReadScript(string path, out string error)
    {
        tried?.Add(path);
        error = NotThen;
        var source = given is null ? KemiProgram.Read(path, out error) : given.TryGetValue(path, out var text) ? new KemiSource(path, text) : null;
        if (source is not null)
            _read[path] = _scripts[path] = source.Text;

        return source;
    }
}
