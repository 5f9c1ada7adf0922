using Signalbox.Script.Text;

namespace Signalbox.Script.Tests.Parsing;

/// <summary>Files that exist in a test only.</summary>
internal sealed class MemoryFiles : ISourceFiles
{
    public Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    public string? Read(string path, out string reason)
    {
        reason = ISourceFiles.Missing;
        return Files.GetValueOrDefault(path);
    }
}
