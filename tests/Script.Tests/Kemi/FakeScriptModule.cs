using Signalbox.Engine.Routing;

namespace Signalbox.Script.Tests.Kemi;

/// <summary>A script module with files.</summary>
internal sealed class FakeScriptModule(string language, IReadOnlyList<string> paths) : IScriptModule
{
    public string Language => language;

    public IReadOnlyList<string> ScriptPaths => paths;

    public IScriptRuntime? Runtime { get; set; }
}
