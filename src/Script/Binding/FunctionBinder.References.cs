using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>Arguments that name variables.</summary>
internal sealed partial class FunctionBinder
{
    /// <summary>One variable, or a list: in quotes, as the peer wants it, or bare.</summary>
    private CompiledExpression BindReferences(string function, FunctionParameter parameter, ExpressionSyntax argument, int position)
    {
        var text = argument switch
        {
            TextSyntax quoted => quoted.Value.Trim(),
            VariableSyntax variable => variable.Text,
            _ => string.Empty,
        };
        var names = parameter.Kind == ArgumentKind.Variables ? VariableText.Split(text) : [text];
        if (names is null || names.Exists(static name => name.Length < 2 || name[0] is not ('$' or '%' or '@')))
        {
            var (hint, wanted) = parameter.Kind == ArgumentKind.Variables
                ? ("write them in quotes: \"$var(a),$avp(b)\"", "variables separated by commas")
                : ("write it in quotes: \"$var(name)\"", "a variable");
            Refuse(BindingRules.BadArgument, argument.Span, hint, position, function, $"found {argument.Span.Text}, expected {wanted}");
            return Missing;
        }

        var errors = scope.Diagnostics.ErrorCount;
        var bound = names.ConvertAll(name => new BoundVariable(name, variables.Bind(name, argument.Span)));
        if (parameter.IsAssigned && bound.Find(static one => !one.IsWritable) is { } constant && scope.Diagnostics.ErrorCount == errors)
            Refuse(BindingRules.BadArgument, argument.Span, string.Empty, position, function, $"found {constant.Text}, expected a variable that can be assigned");

        return new CompiledConstant(ScriptValue.OfFixed(parameter.Kind == ArgumentKind.Variables ? bound.ToArray() : bound[0]));
    }
}
