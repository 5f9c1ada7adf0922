using Signalbox.Engine.Text;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;
using Signalbox.Script.Regex;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>Operators between two values.</summary>
internal sealed partial class ExpressionBinder
{
    private CompiledExpression BindBinary(BinarySyntax syntax)
    {
        var left = Bind(syntax.Left);
        var right = Bind(syntax.Right);
        var symbol = Operators.Text(syntax.Operator);
        switch (syntax.Operator)
        {
            case BinaryOperator.Or:
                return new CompiledOr(left, right);
            case BinaryOperator.And:
                return new CompiledAnd(left, right);
            case BinaryOperator.Equal or BinaryOperator.NotEqual:
                return BindEquality(syntax, left, right);
            case BinaryOperator.Match:
                return BindMatch(syntax, left, right);
            case BinaryOperator.TextEqual or BinaryOperator.TextNotEqual:
                if (left.Type == StaticType.Integer)
                    Mismatch(symbol, "a text", syntax.Left);

                return new CompiledTextEquality(left, right, syntax.Operator == BinaryOperator.TextEqual);
            case BinaryOperator.Add:
                if (left.Type == StaticType.Integer && right.Type == StaticType.Text)
                    Mismatch("number +", "a number", syntax.Right);

                return new CompiledAdd(left, right);
            default:
                if (left.Type == StaticType.Text)
                    Mismatch(symbol, "a number", syntax.Left);

                if (right.Type == StaticType.Text)
                    Mismatch(symbol, "a number", syntax.Right);

                return new CompiledArithmetic(left, syntax.Operator, right, syntax.Span, _scope.Log);
        }
    }

    /// <summary><c>== $null</c> asks whether the left side is defined.</summary>
    private CompiledExpression BindEquality(BinarySyntax syntax, CompiledExpression left, CompiledExpression right)
    {
        var wantsEqual = syntax.Operator == BinaryOperator.Equal;
        if (syntax.Right is VariableSyntax { Text: "$null" or "$(null)" })
        {
            var defined = new CompiledUnary(UnaryOperator.Defined, left);
            return wantsEqual ? new CompiledUnary(UnaryOperator.Not, defined) : defined;
        }

        if (left.Type == StaticType.Integer && right.Type == StaticType.Text)
            Mismatch($"number {Operators.Text(syntax.Operator)}", "a number", syntax.Right);

        return new CompiledEquality(left, right, wantsEqual);
    }

    private CompiledExpression BindMatch(BinarySyntax syntax, CompiledExpression left, CompiledExpression right)
    {
        if (left.Type == StaticType.Integer)
            Mismatch("=~", "a text", syntax.Left);

        if (right.Type == StaticType.Integer)
            Mismatch("=~", "a text", syntax.Right);

        if (right.Constant is not { IsDefined: true } constant)
            return new CompiledDynamicMatch(left, right, syntax.Span, _scope.Log);

        if (PosixMatcher.TryCompile(constant.ToText(), ignoreCase: true, out var matcher, out var problem))
            return new CompiledMatch(left, matcher);

        _scope.Diagnostics.Add(BindingRules.BadRegex, syntax.Right.Span, string.Empty, problem);
        return Nothing;
    }
}
