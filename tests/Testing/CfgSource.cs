using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Script;

namespace Signalbox.Testing;

/// <summary>A configuration given as text, with all modules of this build to load.</summary>
public sealed class CfgSource : IConfigurationSource, IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"signalbox-{Guid.NewGuid():N}.cfg");
    private readonly ConfigurationLoader _loader;

    public CfgSource(string text, ModuleServices services)
    {
        File.WriteAllText(_path, text, System.Text.Encoding.Latin1);
        var catalog = new ModuleCatalog([.. Signalbox.Engine.DeclaredModules.All, .. Signalbox.Modules.DeclaredModules.All, .. Signalbox.Modules.MySql.DeclaredModules.All], new Signalbox.Modules.Planned.PlannedModules());
        _loader = new ConfigurationLoader(catalog, services, new LoaderOptions { Path = _path });
    }

    /// <summary>For <see cref="ScenarioPlayer"/>.</summary>
    public static IConfigurationSource Make(string text, ModuleServices services) => new CfgSource(text, services);

    public Snapshot? Load(int generation, DiagnosticBag diagnostics) => _loader.Load(generation, diagnostics);

    public Snapshot? Load(LoadRequest request, DiagnosticBag diagnostics) => _loader.Load(request, diagnostics);

    /// <summary>Puts another text into the file.</summary>
    public void Write(string text) => File.WriteAllText(_path, text, System.Text.Encoding.Latin1);

    public void Dispose() => File.Delete(_path);
}
