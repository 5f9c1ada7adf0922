using Signalbox.Engine.Values;

namespace Signalbox.Engine.Catalog;

/// <summary>Sets a module parameter; returns null or what is wrong.</summary>
public delegate string? ParameterSetter(object module, in ScriptValue value);
