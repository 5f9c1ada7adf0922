namespace Signalbox.Engine.Routing;

/// <summary>The interpreters of one script language in one generation, one for each worker.</summary>
public interface IScriptRuntime : IDisposable
{
    /// <summary>The <c>KSR</c> functions that scripts see.</summary>
    IReadOnlyList<ScriptFunctionInfo> Functions { get; }

    /// <summary>True when a script may call what waits for the world; a reload of the scripts can make it true.</summary>
    bool CanBlock { get; }

    /// <summary>How many times the scripts were loaded, from 1.</summary>
    int Version { get; }

    /// <summary>Calls a function of the script; 1, or -1 when there is none or it failed (which is logged).</summary>
    int Run(RoutingContext context, string function, ReadOnlySpan<string> arguments);

    /// <summary>Runs a piece of script; 1 or -1.</summary>
    int RunText(RoutingContext context, string text);

    /// <summary>Runs a file; 1 or -1.</summary>
    int RunFile(RoutingContext context, string path);

    /// <summary>As <see cref="Reload"/>, and nothing changes.</summary>
    /// <returns>Null, or why a reload would be refused.</returns>
    string? CheckReload();

    /// <summary>Reads the script files again; every worker takes them over between two messages.</summary>
    /// <returns>Null, or why nothing was changed: <c>file:line: message</c>.</returns>
    string? Reload();
}
