using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>($target = value)</c>: its value is the assignment's result, not the value assigned.</summary>
internal sealed class CompiledAssignmentValue(CompiledAssignment assignment) : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    public override ScriptValue Evaluate(ScriptRun run) => ScriptValue.Of(assignment.Assign(run));
}
