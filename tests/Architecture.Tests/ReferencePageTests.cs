using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Testing;

namespace Signalbox.Architecture.Tests;

public sealed class ReferencePageTests
{
    private static readonly ModuleDescriptor[] All = [.. Engine.DeclaredModules.All, .. Modules.DeclaredModules.All, .. Modules.MySql.DeclaredModules.All];

    public static TheoryData<string> ModuleNames => new(All.Select(static module => module.Name));

    [Theory, MemberData(nameof(ModuleNames))]
    public void The_reference_page_is_what_the_source_declares(string name)
    {
        var module = All.Single(candidate => candidate.Name == name);

        // Golden files are compared byte for byte; pages are UTF-8.
        var page = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(ModuleReference.Write(module)));
        Golden.Verify(Path.Combine(SourceTree.Root, "docs", "modules", $"{name}.md"), page);
    }
}
