using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>Finds out the value of expressions that are the same for every message.</summary>
internal static class ConstantFolding
{
    /// <summary>The value; false when it depends on the message.</summary>
    public static bool TryFold(CompiledExpression expression, out ScriptValue value)
    {
        value = expression.IsFixed ? expression.Evaluate(null!) : ScriptValue.Undefined;
        return expression.IsFixed && value.IsDefined;
    }
}
