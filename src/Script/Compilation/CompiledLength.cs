using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>strlen(x)</c>, and <c>strempty(x)</c>: undefined is "".</summary>
internal sealed class CompiledLength(CompiledExpression operand, bool asksForEmpty) : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    public override bool IsFixed => operand.IsFixed;

    public override ScriptValue Evaluate(ScriptRun run)
    {
        var length = operand.Evaluate(run).TextLength;
        return ScriptValue.Of(!asksForEmpty ? length : length == 0 ? 1 : 0);
    }
}
