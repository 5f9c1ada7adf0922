using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>+</c>: a number on the left adds, everything else concatenates.</summary>
internal sealed class CompiledAdd(CompiledExpression left, CompiledExpression right) : CompiledExpression
{
    public override StaticType Type => left.Type;

    public override bool IsFixed => left.IsFixed && right.IsFixed;

    public override ScriptValue Evaluate(ScriptRun run)
    {
        var first = left.Evaluate(run);
        if (first.IsInteger)
            return ScriptValue.Of(unchecked(first.Number + right.Evaluate(run).ToInteger()));

        var text = first.ToText();
        return ScriptValue.Of(string.Concat(text, right.Evaluate(run).ToText()));
    }
}
