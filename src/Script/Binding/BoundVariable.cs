using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;

namespace Signalbox.Script.Binding;

/// <summary>A variable of the cfg or of a script, handed to whoever reads or assigns it by name.</summary>
internal sealed class BoundVariable(string text, CompiledExpression expression) : VariableReference
{
    /// <inheritdoc />
    public override string Text => text;

    /// <inheritdoc />
    public override bool IsWritable => expression is CompiledVariable { IsWritable: true };

    /// <inheritdoc />
    public override ScriptValue Read(RoutingContext context)
    {
        var run = ScriptRun.Enter(context, out var before);
        var value = expression.Evaluate(run);
        run.Leave(before);
        return value;
    }

    /// <inheritdoc />
    public override bool Write(RoutingContext context, in ScriptValue value)
    {
        if (expression is not CompiledVariable { IsWritable: true } variable)
            return false;

        var run = ScriptRun.Enter(context, out var before);
        var assigned = variable.Assign(run, value);
        run.Leave(before);
        return assigned;
    }

    /// <inheritdoc />
    public override string ToString() => text;
}
