using System.Text;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Parsing;

/// <summary>Golden/syntax holds pairs: NAME.cfg goes in, NAME.printed comes out. Golden/errors: NAME.cfg and NAME.txt.</summary>
public sealed class ParserGoldenTests
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Golden.SourceFolder())!, "Golden");

    public static TheoryData<string> SyntaxCases => Cases("syntax");

    public static TheoryData<string> ErrorCases => Cases("errors");

    [Theory, MemberData(nameof(SyntaxCases))]
    public void Syntax_prints_itself_as_cfg(string name)
    {
        var parsed = Parsed.Text(Load("syntax", name));

        Assert.Equal(string.Empty, parsed.Report);
        Golden.Verify(Path.Combine(Folder, "syntax", name + ".printed"), parsed.Config.ToString());
    }

    [Theory, MemberData(nameof(SyntaxCases))]
    public void Printed_syntax_parses_to_the_same_print(string name)
    {
        var printed = Parsed.Text(Load("syntax", name)).Config.ToString();

        var again = Parsed.Text(printed);

        Assert.Equal(string.Empty, again.Report);
        Assert.Equal(printed, again.Config.ToString());
    }

    [Theory, MemberData(nameof(ErrorCases))]
    public void Mistakes_are_explained_to_the_letter(string name)
    {
        var files = new MemoryFiles();
        files.Files["included.cfg"] = "route[INC] {\n    xlog(\"a\"\n}\n";

        var parsed = Parsed.Text(Load("errors", name), files, path: name + ".cfg");

        Golden.Verify(Path.Combine(Folder, "errors", name + ".txt"), parsed.Report + "\n");
    }

    private static string Load(string kind, string name) => File.ReadAllText(Path.Combine(Folder, kind, name + ".cfg"), Encoding.Latin1);

    private static TheoryData<string> Cases(string kind)
    {
        var data = new TheoryData<string>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, kind), "*.cfg").Order(StringComparer.Ordinal))
            data.Add(Path.GetFileNameWithoutExtension(file));

        return data;
    }
}
