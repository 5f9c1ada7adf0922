using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary>The mark of <c>KSR.x.drop()</c>; the languages call it and then end the script.</summary>
internal sealed class DropFunction() : KemiFunction("x", "mark_drop", KemiReturn.None)
{
    /// <inheritdoc />
    public override ScriptValue Call(KemiInterpreter caller, ReadOnlySpan<ScriptValue> arguments)
    {
        caller.Context.DropRequested = true;
        return default;
    }
}
