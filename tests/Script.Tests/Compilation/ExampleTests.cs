using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Tests.Kemi;
using Signalbox.Testing;
using Xunit;

namespace Signalbox.Script.Tests.Compilation;

/// <summary>The cfg of each example names only what the modules declare. Whether it works is seen where the server runs it.</summary>
public sealed class ExampleTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Golden.SourceFolder(), "../../../examples"));

    public static TheoryData<string> Cases
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var file in Directory.EnumerateFiles(Folder, "*.cfg").Order(StringComparer.Ordinal))
                data.Add(Path.GetFileName(file));

            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Names_of_an_example_are_declared(string name)
    {
        var diagnostics = new DiagnosticBag();
        ModuleDescriptor[] modules = [.. Signalbox.Modules.DeclaredModules.All.Select(Hollow)];
        var services = new ModuleServices().Add<IScriptLog>(new FakeLog());
        var options = new LoaderOptions { Path = Path.Combine(Folder, name) };

        new ConfigurationLoader(new ModuleCatalog([.. Engine.DeclaredModules.All, .. modules]), services, options).Load(1, diagnostics);

        // That every module of an example is in the build is seen by the test that starts the example.
        if (diagnostics.Items.Any(static item => item.Rule.Id is "CFG0201"))
            return;

        // Without their modules there is nobody who runs the scripts.
        var findings = diagnostics.Items.Where(static item => !item.Rule.Id.StartsWith("KEMI", StringComparison.Ordinal));
        var report = string.Join('\n', findings.Select(static item => item.Render()));
        Assert.True(report.Length == 0, report);
    }

    /// <summary>The declaration without the object behind it, so that no module needs its services.</summary>
    private static ModuleDescriptor Hollow(ModuleDescriptor module) => new()
    {
        Name = module.Name,
        Implicit = module.Implicit,
        Requires = module.Requires,
        Create = static _ => new object(),
        Functions = module.Functions,
        Variables = module.Variables,
        Transformations = module.Transformations,
        Events = [.. module.Events.Select(static one => one with { Get = static _ => new EventRoute("none") })],
        Parameters =
        [
            .. module.Parameters.Select(static one => new ParameterDescriptor
            {
                Name = one.Name,
                Kind = one.Kind,
                IsEventCallback = one.IsEventCallback,
                Set = static (object _, in Engine.Values.ScriptValue _) => null,
            }),
        ],
    };
}
