using System.Text;
using Signalbox.Script.Tests.Compilation;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Binding;

/// <summary>Golden/binding holds pairs: NAME.cfg is loaded, NAME.txt is what is said about it.</summary>
public sealed class BindingGoldenTests
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Golden.SourceFolder())!, "Golden", "binding");

    public static TheoryData<string> Cases
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var file in Directory.EnumerateFiles(Folder, "*.cfg").Order(StringComparer.Ordinal))
                data.Add(Path.GetFileNameWithoutExtension(file));

            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Mistakes_are_explained_to_the_letter(string name)
    {
        var probe = new Probe();

        var snapshot = probe.Load(File.ReadAllText(Path.Combine(Folder, name + ".cfg"), Encoding.Latin1));

        Assert.Null(snapshot);
        Golden.Verify(Path.Combine(Folder, name + ".txt"), probe.Report + "\n");
    }
}
