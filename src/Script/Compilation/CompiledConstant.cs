using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>A number, a text or <c>$null</c>.</summary>
internal sealed class CompiledConstant(ScriptValue value) : CompiledExpression
{
    public override StaticType Type => value.IsInteger ? StaticType.Integer : value.IsText ? StaticType.Text : StaticType.Dynamic;

    public override ScriptValue? Constant => value;

    public override ScriptValue Evaluate(ScriptRun run) => value;
}
