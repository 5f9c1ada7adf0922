using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>The item that an event route of htable is about.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value.</param>
internal sealed record TableRecord(string Key, ScriptValue Value);
