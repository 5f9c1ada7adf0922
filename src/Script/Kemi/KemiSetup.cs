using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Kemi;

/// <summary>What a configuration says about scripts when its modules have their parameters.</summary>
internal sealed record KemiSetup
{
    /// <summary>Modules of the generation.</summary>
    public required IReadOnlyList<ModuleInstance> Modules { get; init; }

    /// <summary>Core parameters.</summary>
    public required CoreSettings Settings { get; init; }

    /// <summary>Finds pseudo-variables.</summary>
    public required IKemiVariables Variables { get; init; }

    /// <summary>Where scripts log.</summary>
    public required IScriptLog Log { get; init; }

    /// <summary>Takes the findings.</summary>
    public required DiagnosticBag Diagnostics { get; init; }

    /// <summary>Text of the <c>cfgengine</c> statement; empty without one.</summary>
    public string Engine { get; init; } = string.Empty;

    /// <summary>The statement.</summary>
    public SourceSpan? EngineSpan { get; init; }

    /// <summary>True when the cfg has a request_route, which goes before the script's.</summary>
    public bool HasRequestRoute { get; init; }

    /// <summary>True when nothing will run: a script that is not there yet is then a warning, as under the peer's <c>-c</c>.</summary>
    public bool CheckOnly { get; init; }

    /// <summary>Reads script files; null = the disk.</summary>
    public Text.SourceRecorder? Files { get; init; }

    /// <summary>Reads a script file.</summary>
    public KemiSource? Read(string path, out string error) => Files is null ? KemiProgram.Read(path, out error) : Files.ReadScript(path, out error);

    /// <summary>True when a module of that engine is loaded that is not written yet.</summary>
    public bool IsPlannedEngine(string engine) =>
        Modules.Any(module => module.Descriptor.IsPlanned && module.Descriptor.Name.StartsWith($"app_{engine}", StringComparison.Ordinal));
}
