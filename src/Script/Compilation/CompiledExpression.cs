using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>An expression ready to run. Immutable; shared by all workers.</summary>
internal abstract class CompiledExpression
{
    /// <summary>What is known about its type.</summary>
    public virtual StaticType Type => StaticType.Dynamic;

    /// <summary>The value, when it is the same for every message.</summary>
    public virtual ScriptValue? Constant => null;

    /// <summary>True when the value does not depend on the message, so that it can be evaluated without one.</summary>
    public virtual bool IsFixed => Constant is not null;

    /// <summary>The value for this message. Text may point into the message.</summary>
    public abstract ScriptValue Evaluate(ScriptRun run);

    /// <summary>True when the value as a number is above 0: -1 is false.</summary>
    public bool IsTrue(ScriptRun run) => Evaluate(run).ToInteger() > 0;
}
