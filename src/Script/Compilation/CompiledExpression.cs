using Signalbox.Engine.Buffers;
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

    /// <summary>The value as a number, without making a value where that can be left out.</summary>
    public virtual long EvaluateInteger(ScriptRun run) => Evaluate(run).ToInteger();

    /// <summary>
    /// The value; text that has to be made is put behind what <paramref name="writer"/> holds and lives as long as that.
    /// Either nothing is written, or just the text that comes back.
    /// </summary>
    public virtual ScriptValue EvaluateInto(ScriptRun run, ByteWriter writer) => Evaluate(run);

    /// <summary>True when <see cref="EvaluateInto"/> can do better than <see cref="Evaluate"/>.</summary>
    public virtual bool MakesText => false;

    /// <summary>True when the value as a number is above 0: -1 is false.</summary>
    public bool IsTrue(ScriptRun run) => EvaluateInteger(run) > 0;
}
