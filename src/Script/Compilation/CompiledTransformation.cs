using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>A value with one transformation applied, e.g. <c>{s.substr,0,3}</c>.</summary>
internal sealed class CompiledTransformation(CompiledExpression operand, TransformationDescriptor transformation, CompiledExpression[] arguments) : CompiledExpression
{
    private readonly ScriptValue[]? _constants = Constants(arguments);

    public override ScriptValue Evaluate(ScriptRun run)
    {
        var value = operand.Evaluate(run);
        if (_constants is not null)
            return transformation.Apply(run.Context, value, _constants);

        var buffer = default(ArgumentBuffer);
        Span<ScriptValue> values = buffer;
        for (var i = 0; i < arguments.Length; i++)
            values[i] = arguments[i].Evaluate(run);

        return transformation.Apply(run.Context, value, values[..arguments.Length]);
    }

    private static ScriptValue[]? Constants(CompiledExpression[] arguments)
    {
        var values = new ScriptValue[arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Constant is not { } constant)
                return null;

            values[i] = constant;
        }

        return values;
    }
}
