using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>A value of a table.</summary>
/// <param name="Value">Number or text.</param>
/// <param name="Expires">When it goes, monotonic milliseconds; the greatest number = never.</param>
internal readonly record struct TableItem(ScriptValue Value, long Expires);
