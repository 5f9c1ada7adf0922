using System.Text.RegularExpressions;

namespace Signalbox.Architecture.Tests;

public sealed partial class ShapeTests
{
    private const int LongestFile = 300;
    private const int LongestHostFile = 170;

    [Fact]
    public void No_file_is_longer_than_the_house_allows() =>
        Assert.DoesNotContain(SourceTree.Files(), static file => SourceTree.Lines(file).Length > LongestFile);

    [Fact]
    public void The_host_stays_small() =>
        Assert.DoesNotContain(SourceTree.Files("Host"), static file => SourceTree.Lines(file).Length > LongestHostFile);

    [Fact]
    public void A_file_declares_one_type()
    {
        var offences = SourceTree.Files().Where(static file => SourceTree.Lines(file).Count(static line => TopLevelType().IsMatch(line)) > 1);

        Assert.Empty(offences);
    }

    [Fact]
    public void Names_say_what_a_type_does()
    {
        var offences = SourceTree.Files().Where(static file => VagueName().IsMatch(Path.GetFileNameWithoutExtension(file)));

        Assert.Empty(offences);
    }

    [Fact]
    public void The_folder_is_the_namespace()
    {
        var offences = SourceTree.Files()
            .Where(static file => !file.StartsWith("src/Generators/", StringComparison.Ordinal))
            .Where(static file => SourceTree.Lines(file).FirstOrDefault(static line => line.StartsWith("namespace ", StringComparison.Ordinal)) is { } line
                && line != $"namespace Signalbox.{Path.GetDirectoryName(file)!["src/".Length..].Replace('/', '.')};");

        Assert.Empty(offences);
    }

    // A type at the left margin; nested ones are indented.
    [GeneratedRegex(@"^(public|internal|file|sealed|static|abstract|readonly|partial|ref|unsafe|\s(?!\s))*\b(class|struct|record|interface|enum|delegate)\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TopLevelType();

    [GeneratedRegex("(Manager|Helper|Helpers|Utils|Util)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VagueName();
}
