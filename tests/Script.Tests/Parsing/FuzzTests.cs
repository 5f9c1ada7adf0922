using System.Text;
using Signalbox.Script.Tests.Compilation;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Parsing;

/// <summary>Broken files give findings, never an exception and never an endless loop.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "(", ")", "\"", "'", ";", "$", "$(", "#!ifdef X\n", "#!endif\n", "#!define A A\n", "/*", "*/", "\\", "\n", "if", "else", "route[", "]", "case ", ":",
        "=", "==", "=~", "-", "@a[", "%", "::", "1.2.3.4", "0x", "\0", "\u00ff", "include_file \"test.cfg\"\n", "#!subst \"/a/b/\"\n", "switch(", "$var(", "{s.len}", "[*]",
    ];

    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Golden.SourceFolder())!, "Golden");

    [Theory]
    [InlineData("syntax/statements", 1)]
    [InlineData("syntax/expressions", 2)]
    [InlineData("syntax/preprocessor", 3)]
    [InlineData("syntax/top-level", 4)]
    [InlineData("binding/names", 5)]
    [InlineData("errors/many", 6)]
    public void Damaged_files_never_throw(string name, int seed)
    {
        var random = new Random(seed);
        var original = File.ReadAllText(Path.Combine(Folder, name + ".cfg"), Encoding.Latin1);
        for (var round = 0; round < 150; round++)
        {
            var text = new StringBuilder(original);
            for (var damage = random.Next(1, 6); damage > 0; damage--)
            {
                var at = random.Next(text.Length);
                if (random.Next(2) == 0)
                    text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                else
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
            }

            var probe = new Probe();
            var failure = Record.Exception(() => probe.Load(text.ToString()));
            Assert.True(failure is null, $"{failure}\n{text}");
            foreach (var item in probe.Diagnostics.Items)
                Assert.NotEmpty(item.Render());
        }
    }

    [Fact]
    public void Every_prefix_of_a_file_loads_or_is_explained()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "syntax/statements.cfg"), Encoding.Latin1);
        for (var length = 0; length < text.Length; length += 7)
        {
            var probe = new Probe();
            var snapshot = probe.Load(text[..length]);
            Assert.True(snapshot is not null || probe.Diagnostics.HasErrors);
        }
    }

    [Fact]
    public void Deep_nesting_is_refused_with_a_place()
    {
        var probe = new Probe();

        Assert.Null(probe.Load($"request_route {{ $var(x) = {new string('(', 100_000)}1; }}"));

        Assert.Contains("CFG0269", probe.Report, StringComparison.Ordinal);
    }
}
