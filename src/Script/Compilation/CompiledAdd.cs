using Signalbox.Engine.Buffers;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>+</c>: a number on the left adds, everything else concatenates.</summary>
internal sealed class CompiledAdd(CompiledExpression left, CompiledExpression right) : CompiledExpression
{
    public override StaticType Type => left.Type;

    public override bool IsFixed => left.IsFixed && right.IsFixed;

    public override bool MakesText => left.Type != StaticType.Integer;

    public override ScriptValue Evaluate(ScriptRun run)
    {
        var first = left.Evaluate(run);
        if (first.IsInteger)
            return ScriptValue.Of(unchecked(first.Number + right.EvaluateInteger(run)));

        var text = first.ToText();
        return ScriptValue.Of(string.Concat(text, right.Evaluate(run).ToText()));
    }

    /// <inheritdoc />
    public override ScriptValue EvaluateInto(ScriptRun run, ByteWriter writer)
    {
        var start = writer.Length;
        var first = left.EvaluateInto(run, writer);
        if (first.IsInteger)
            return ScriptValue.Of(unchecked(first.Number + right.EvaluateInteger(run)));

        // A chain of + has put its beginning there already.
        if (writer.Length == start)
            first.WriteTo(writer);

        right.Evaluate(run).WriteTo(writer);
        run.Failed |= writer.Overflowed;
        return ScriptValue.Of(writer.Buffer, start, writer.Length - start);
    }
}
