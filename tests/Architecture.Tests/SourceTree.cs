using System.Text.RegularExpressions;

namespace Signalbox.Architecture.Tests;

/// <summary>The C# files of src, without what the compiler wrote.</summary>
internal static partial class SourceTree
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All files of a project or folder under src, as paths relative to the root.</summary>
    public static IReadOnlyList<string> Files(string folder = "") =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path))
            .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    /// <summary>The namespaces that a file names, in using lines or in full.</summary>
    public static IEnumerable<string> Namespaces(string file) =>
        Lines(file)
            .Where(static line => !line.StartsWith("namespace ", StringComparison.Ordinal) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .SelectMany(static line => SignalboxName().Matches(line).Select(static match => match.Value))
            .Distinct(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Engine.sln")))
            folder = folder.Parent;

        return folder!.FullName;
    }

    [GeneratedRegex(@"\bSignalbox(\.[A-Z][A-Za-z0-9]*)+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SignalboxName();
}
