using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Tests.Kemi;
using Signalbox.Script.Tests.Parsing;

namespace Signalbox.Script.Tests.Analysis;

/// <summary>What the modules of this build declare, without the objects behind it, so that no module needs its services.</summary>
internal static class HollowCatalog
{
    private static readonly ModuleCatalog Modules = new([.. Engine.DeclaredModules.All, .. Signalbox.Modules.DeclaredModules.All.Concat(Signalbox.Modules.MySql.DeclaredModules.All).Select(Hollow)]);

    /// <summary>Everything that <c>signalbox check</c> says about a text.</summary>
    public static DiagnosticBag Check(string cfg, string name = "test.cfg")
    {
        var files = new MemoryFiles();
        files.Files[name] = cfg;
        return Check(files, new LoaderOptions { Path = name });
    }

    /// <summary>Everything that <c>signalbox check</c> says about files in memory.</summary>
    public static DiagnosticBag Check(MemoryFiles files, LoaderOptions options)
    {
        var diagnostics = new DiagnosticBag();
        new ConfigurationLoader(Modules, Services(), options with { Analyze = true }, files).Load(1, diagnostics);
        return diagnostics;
    }

    /// <summary>Everything that <c>signalbox check</c> says about a file on disk.</summary>
    public static DiagnosticBag CheckFile(string path)
    {
        var diagnostics = new DiagnosticBag();
        new ConfigurationLoader(Modules, Services(), new LoaderOptions { Path = path, Analyze = true }).Load(1, diagnostics);
        return diagnostics;
    }

    /// <summary><c>id line:column</c> for each finding.</summary>
    public static string Places(IEnumerable<Diagnostic> items) =>
        string.Join('\n', items.Select(static item => $"{item.Rule.Id} {item.Span?.Line}:{item.Span?.Column}"));

    /// <summary>All findings as the operator sees them.</summary>
    public static string Report(DiagnosticBag bag) => string.Join('\n', bag.Items.Select(static item => item.Render()));

    private static ModuleServices Services() => new ModuleServices().Add<IScriptLog>(new FakeLog());

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
