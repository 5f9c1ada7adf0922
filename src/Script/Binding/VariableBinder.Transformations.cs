using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;

namespace Signalbox.Script.Binding;

/// <summary>Transformations.</summary>
internal sealed partial class VariableBinder
{
    private CompiledExpression BindTransformation(CompiledExpression operand, string text, SourceSpan span)
    {
        var comma = text.IndexOf(',');
        var name = comma < 0 ? text : text[..comma];
        if (scope.FindTransformation(name) is not { } transformation)
            return Refuse(BindingRules.UnknownTransformation, span, scope.HintFor(name, static one => one.Transformations.Select(static item => item.Name)), name);

        var arguments = comma < 0 ? [] : Split(text[(comma + 1)..], transformation.MaxArguments);
        if (arguments.Count < transformation.MinArguments || arguments.Count > Math.Min(transformation.MaxArguments, ArgumentBuffer.Capacity))
        {
            var wanted = Plural.Range(transformation.MinArguments, transformation.MaxArguments, "argument");
            return Refuse(BindingRules.TransformationArity, span, string.Empty, name, wanted, arguments.Count);
        }

        if (transformation.Check?.Invoke(arguments) is { } problem)
            return Refuse(BindingRules.BadVariable, span, string.Empty, name, problem);

        var bound = new CompiledExpression[arguments.Count];
        for (var i = 0; i < bound.Length; i++)
            bound[i] = BindTransformationArgument(arguments[i], span);

        return new CompiledTransformation(operand, transformation, bound);
    }

    private CompiledExpression BindTransformationArgument(string text, SourceSpan span)
    {
        var trimmed = text.Trim();
        if (IntegerText.TryParse(trimmed, out var number))
            return new CompiledConstant(ScriptValue.Of(number));

        return trimmed.StartsWith('$') && VariableText.LengthAt(trimmed, 0, TakesInner) == trimmed.Length ? Bind(trimmed, span) : BindTemplate(text, span);
    }

    /// <summary>Cuts at commas outside parentheses; the last argument takes the rest, for separators that are commas.</summary>
    private static List<string> Split(string text, int most)
    {
        var parts = new List<string>();
        var start = 0;
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] != ',' || depth > 0 || parts.Count + 1 >= most)
                continue;

            parts.Add(text[start..i]);
            start = i + 1;
        }

        parts.Add(text[start..]);
        return parts;
    }
}
