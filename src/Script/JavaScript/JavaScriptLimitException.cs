namespace Signalbox.Script.JavaScript;

/// <summary>A callback is over a limit. The engine hands only its own exceptions to a script's catch, so this one ends the callback.</summary>
/// <param name="message">Which limit.</param>
internal sealed class JavaScriptLimitException(string message) : Exception(message);
