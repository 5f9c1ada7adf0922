namespace Signalbox.Engine.Routing;

/// <summary>A module that carries a script language (KEMI); whoever loads the configuration gives it its runtime.</summary>
public interface IScriptModule
{
    /// <summary>Name of the language in <c>cfgengine</c>, e.g. <c>lua</c>.</summary>
    string Language { get; }

    /// <summary>Script files in the order in which they run.</summary>
    IReadOnlyList<string> ScriptPaths { get; }

    /// <summary>The interpreters of this generation; set before <c>IModule.Validate</c>. The module disposes of it when it stops.</summary>
    IScriptRuntime? Runtime { get; set; }
}
