using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>A value that is empty text where the operand is undefined.</summary>
internal sealed class CompiledTextOrEmpty(CompiledExpression operand) : CompiledExpression
{
    public override ScriptValue Evaluate(ScriptRun run)
    {
        var value = operand.Evaluate(run);
        return value.IsDefined ? value : ScriptValue.Empty;
    }
}
