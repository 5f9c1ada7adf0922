namespace Signalbox.Engine.Catalog;

/// <summary>Converts the text of an argument; the object goes through <c>ScriptValue.OfFixed</c>.</summary>
public delegate bool ArgumentParser(string text, out object? value, out string error);
