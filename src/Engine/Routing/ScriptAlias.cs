namespace Signalbox.Engine.Routing;

/// <summary>A further name of a function of <c>KSR</c>.</summary>
/// <param name="Module">Table of the function.</param>
/// <param name="Name">The further name.</param>
/// <param name="Function">Its name in <c>KSR</c>.</param>
public sealed record ScriptAlias(string Module, string Name, string Function);
