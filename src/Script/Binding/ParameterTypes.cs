using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>Compares the type of a value with that of a parameter.</summary>
internal static class ParameterTypes
{
    /// <summary>True when the value fits; reports otherwise.</summary>
    public static bool Check(BindingScope scope, ParameterDescriptor parameter, in ScriptValue value, ExpressionSyntax syntax)
    {
        if (!value.IsDefined)
            return false;

        if (value.IsInteger == (parameter.Kind == ParameterKind.Integer))
            return true;

        var wanted = parameter.Kind == ParameterKind.Integer ? "a number" : "a text";
        var found = value.IsInteger ? $"the number {value.Number}" : syntax is NameSyntax ? $"the name '{value.ToText()}'" : $"the text \"{value.ToText()}\"";
        var hint = value.IsInteger ? $"write \"{value.Number}\"" : value.TryToInteger(out _) ? "leave out the quotes" : string.Empty;
        scope.Diagnostics.Add(BindingRules.ParameterType, syntax.Span, hint, parameter.Name, wanted, found);
        return false;
    }
}
