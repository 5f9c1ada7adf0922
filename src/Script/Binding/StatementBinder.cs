using Signalbox.Script.Compilation;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>Turns statements into nodes that run.</summary>
internal sealed partial class StatementBinder
{
    private static readonly CompiledEmpty Empty = new();
    private readonly BindingScope _scope;
    private readonly ExpressionBinder _expressions;

    /// <summary>Creates the binder of one configuration.</summary>
    public StatementBinder(BindingScope scope, ExpressionBinder expressions)
    {
        _scope = scope;
        _expressions = expressions;
        expressions.BindBlock = block => new CompiledBlock(BindAll(block.Statements));
    }

    /// <summary>Statements in a row; empty ones are left out.</summary>
    public CompiledStatement[] BindAll(IReadOnlyList<StatementSyntax> statements)
    {
        var bound = new List<CompiledStatement>(statements.Count);
        foreach (var statement in statements)
        {
            if (_scope.Diagnostics.IsFull)
                break;

            var one = Bind(statement);
            if (one is not CompiledEmpty)
                bound.Add(one);
        }

        return [.. bound];
    }

    private CompiledStatement Bind(StatementSyntax syntax) => syntax switch
    {
        BlockSyntax block => BindBlock(block),
        IfSyntax branch => BindIf(branch),
        WhileSyntax loop => new CompiledWhile(_expressions.Bind(loop.Condition), Bind(loop.Body), _scope.Settings.MaxWhileLoops, loop.Span, _scope.Log),
        SwitchSyntax choice => BindSwitch(choice),
        FlowSyntax flow => BindFlow(flow),
        ExpressionStatementSyntax { Expression: AssignmentSyntax assignment } => _expressions.BindAssignment(assignment) ?? (CompiledStatement)Empty,
        ExpressionStatementSyntax { Expression: CallSyntax call } => _expressions.BindCall(call) is { } bound ? new CompiledCallStatement(bound) : Empty,
        _ => Empty,
    };

    private CompiledStatement BindBlock(BlockSyntax block)
    {
        var statements = BindAll(block.Statements);
        return statements.Length == 1 ? statements[0] : new CompiledBlock(statements);
    }

    private CompiledIf BindIf(IfSyntax syntax)
    {
        var condition = _expressions.Bind(syntax.Condition);
        if (ConstantFolding.TryFold(condition, out var constant))
            _scope.Diagnostics.Add(BindingRules.ConstantCondition, syntax.Condition.Span, string.Empty, constant.ToInteger() > 0 ? "true" : "false");

        var otherwise = syntax.Otherwise is null ? null : Bind(syntax.Otherwise);
        return new CompiledIf(condition, Bind(syntax.Then), otherwise, syntax.Span, _scope.Log);
    }

    private CompiledFlow BindFlow(FlowSyntax syntax)
    {
        var value = syntax.Value is null ? null : _expressions.Bind(syntax.Value);
        if (value?.Constant is { IsText: true } text && !text.TryToInteger(out _))
            _scope.Diagnostics.Add(BindingRules.TextReturned, syntax.Value!.Span, string.Empty, syntax.Keyword, syntax.Value.Span.Text);

        var flow = syntax.Keyword switch
        {
            "return" => Flow.Return,
            "exit" => Flow.Exit,
            "drop" => Flow.Drop,
            _ => Flow.Break,
        };
        return new CompiledFlow(flow, value, CallPosition.Of(syntax.Keyword, _expressions.Block, _scope.RouteName, syntax.Span), syntax.Span, _scope.Log);
    }
}
