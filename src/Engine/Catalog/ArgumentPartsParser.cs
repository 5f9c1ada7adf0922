namespace Signalbox.Engine.Catalog;

/// <summary>Converts an argument that was cut at its slashes; the object goes through <c>ScriptValue.OfFixed</c>.</summary>
public delegate bool ArgumentPartsParser(IReadOnlyList<ArgumentPart> parts, out object? value, out string error);
