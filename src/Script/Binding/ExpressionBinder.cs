using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;
using Signalbox.Script.Regex;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>Turns expressions into nodes that run, with every name resolved and every constant checked.</summary>
internal sealed partial class ExpressionBinder
{
    private static readonly CompiledBroken Nothing = new();
    private readonly BindingScope _scope;
    private readonly VariableBinder _variables;
    private readonly FunctionBinder _functions;

    /// <summary>Creates the binder of one configuration.</summary>
    public ExpressionBinder(BindingScope scope, VariableBinder variables)
    {
        _scope = scope;
        _variables = variables;
        _functions = new FunctionBinder(scope, variables, this);
    }

    /// <summary>The kind of block whose statements are bound now.</summary>
    public RouteKinds Block { get; set; } = RouteKinds.Request;

    /// <summary>Binds the statements of a block that stands as a value; set by the statement binder.</summary>
    public Func<BlockSyntax, CompiledBlock>? BindBlock { get; set; }

    /// <summary>A value; undefined after an error, which was reported.</summary>
    public CompiledExpression Bind(ExpressionSyntax syntax) => syntax switch
    {
        IntegerSyntax integer => new CompiledConstant(ScriptValue.Of(integer.Value)),
        TextSyntax text => new CompiledConstant(ScriptValue.Of(text.Value)),
        VariableSyntax variable => _variables.BindOperand(variable.Text, variable.Span),
        ParenthesisSyntax parenthesis => Bind(parenthesis.Inner),
        AssignmentSyntax assignment => BindAssignment(assignment) is { } bound ? new CompiledAssignmentValue(bound) : Nothing,
        CallSyntax call => _functions.Bind(call) ?? (CompiledExpression)Nothing,
        UnarySyntax unary => BindUnary(unary),
        BinarySyntax binary => BindBinary(binary),
        IntrinsicSyntax intrinsic => BindIntrinsic(intrinsic),
        ConditionSyntax condition => BindCondition(condition),
        BlockValueSyntax block => new CompiledBlockValue(BindBlock!(block.Block)),
        NameSyntax name => new CompiledConstant(ScriptValue.Of(name.Text)),
        _ => Nothing,
    };

    /// <summary>A call as a statement; null after an error.</summary>
    public CompiledInvocation? BindCall(CallSyntax call) => _functions.Bind(call);

    /// <summary>An assignment; null after an error.</summary>
    public CompiledAssignment? BindAssignment(AssignmentSyntax syntax)
    {
        var value = Bind(syntax.Value);
        var text = ((VariableSyntax)syntax.Target).Text;
        if (VariableText.TryParse(text[0] == '%' ? "$avp(x)" : text, out var parts, out _) && parts.Transformations.Count > 0)
            return Refuse(BindingRules.TransformedTarget, syntax.Target.Span, "assign to the variable itself", text);

        var errors = _scope.Diagnostics.ErrorCount;
        var target = _variables.BindTarget(text, syntax.Target.Span);
        if (_scope.Diagnostics.ErrorCount > errors)
            return null;

        var isWritable = target is CompiledVariable { IsWritable: true };
        return isWritable
            ? new CompiledAssignment((CompiledVariable)target, value, CallPosition.Of(text, Block, _scope.RouteName, syntax.Span), syntax.Span, _scope.Log)
            : Refuse(BindingRules.ReadOnly, syntax.Target.Span, HintForTarget(parts.Name), text);
    }

    private static string HintForTarget(string name) => name switch
    {
        "hdr" or "hfl" => "change headers with append_hf, insert_hf and remove_hf",
        "rm" or "ci" or "cs" => "the message keeps what it came with",
        _ => string.Empty,
    };

    private CompiledUnary BindUnary(UnarySyntax syntax)
    {
        var operand = Bind(syntax.Operand);
        switch (syntax.Operator)
        {
            case UnaryOperator.Complement or UnaryOperator.Minus when operand.Type == StaticType.Text:
                Mismatch(syntax.Operator == UnaryOperator.Minus ? "-" : "~", "a number", syntax.Operand);
                break;
            case UnaryOperator.Not when operand.Constant is { IsText: true }:
                Mismatch("!", "a number", syntax.Operand);
                break;
            case UnaryOperator.Defined when operand.Constant is { IsInteger: true }:
                Mismatch("defined", "a variable", syntax.Operand);
                break;
        }

        return new CompiledUnary(syntax.Operator, operand);
    }

    private CompiledExpression BindIntrinsic(IntrinsicSyntax syntax)
    {
        if (syntax.Keyword is "selval")
            return new CompiledSelection(Bind(syntax.Arguments[0]), Bind(syntax.Arguments[1]), Bind(syntax.Arguments[2]));

        var operand = Bind(syntax.Arguments[0]);
        if (operand.Constant is { IsInteger: true })
            Mismatch(syntax.Keyword, "a text", syntax.Arguments[0]);

        return new CompiledLength(operand, syntax.Keyword is "strempty");
    }

    private void Mismatch(string symbol, string expected, ExpressionSyntax found)
    {
        var what = found switch
        {
            IntegerSyntax integer => $"the number {integer.Value}",
            TextSyntax => $"the text {found.Span.Text}",
            _ => $"'{found.Span.Text}'",
        };
        var hint = expected is "a number" ? "(int) makes a number of it" : expected is "a text" ? "(str) makes a text of it" : string.Empty;
        _scope.Diagnostics.Add(BindingRules.TypeMismatch, found.Span, hint, symbol, expected, what);
    }

    private CompiledAssignment? Refuse(DiagnosticRule rule, SourceSpan span, string hint, params object?[] arguments)
    {
        _scope.Diagnostics.Add(rule, span, hint, arguments);
        return null;
    }
}
