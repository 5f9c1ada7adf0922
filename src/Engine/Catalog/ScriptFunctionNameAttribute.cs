namespace Signalbox.Engine.Catalog;

/// <summary>Marks a string argument that names a function of the script which the module runs; a constant name is checked when the configuration or the script loads.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ScriptFunctionNameAttribute : Attribute;
