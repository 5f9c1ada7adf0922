namespace Signalbox.Engine.Routing;

/// <summary>A <c>KSR</c> function for listings.</summary>
/// <param name="Returns">int, bool, none or xval.</param>
/// <param name="Module">Module name; empty for the core.</param>
/// <param name="Name">Function name.</param>
/// <param name="Parameters">Types, e.g. <c>str, int</c>; <c>none</c> without any.</param>
public sealed record ScriptFunctionInfo(string Returns, string Module, string Name, string Parameters);
