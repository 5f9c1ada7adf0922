using Signalbox.Engine.Values;

namespace Signalbox.Modules.Pv.Api;

/// <summary>One <c>$xavp(name)</c>.</summary>
/// <param name="Name">Name.</param>
/// <param name="Value">Its plain value; undefined when it has fields.</param>
/// <param name="Fields">Fields, newest first; a name may be there several times.</param>
internal sealed record StructuredValue(string Name, ScriptValue Value, IReadOnlyList<(string Name, ScriptValue Value)> Fields);
