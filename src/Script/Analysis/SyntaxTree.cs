using Signalbox.Script.Syntax;

namespace Signalbox.Script.Analysis;

/// <summary>Walks over syntax.</summary>
internal static class SyntaxTree
{
    /// <summary>The node and everything inside it, in the order of the text. Deep trees need no deep stack.</summary>
    public static IEnumerable<SyntaxNode> Walk(SyntaxNode root)
    {
        var open = new Stack<SyntaxNode>();
        open.Push(root);
        while (open.TryPop(out var node))
        {
            yield return node;
            foreach (var child in Children(node).Reverse())
                open.Push(child);
        }
    }

    /// <summary>What stands inside the chosen items of a configuration.</summary>
    public static IEnumerable<SyntaxNode> Walk(ConfigSyntax config, Func<ItemSyntax, bool> choose) => config.Items.Where(choose).SelectMany(Walk);

    private static IEnumerable<SyntaxNode> Children(SyntaxNode node) => node switch
    {
        RouteSyntax route => [route.Body],
        BlockSyntax block => block.Statements,
        IfSyntax { Otherwise: null } branch => [branch.Condition, branch.Then],
        IfSyntax branch => [branch.Condition, branch.Then, branch.Otherwise!],
        WhileSyntax loop => [loop.Condition, loop.Body],
        SwitchSyntax choice => [choice.Value, .. choice.Cases],
        CaseSyntax { Label: null } label => label.Statements,
        CaseSyntax label => [label.Label!, .. label.Statements],
        FlowSyntax { Value: { } value } => [value],
        ExpressionStatementSyntax statement => [statement.Expression],
        AssignmentSyntax assignment => [assignment.Target, assignment.Value],
        ParenthesisSyntax parenthesis => [parenthesis.Inner],
        UnarySyntax unary => [unary.Operand],
        BinarySyntax binary => [binary.Left, binary.Right],
        CallSyntax call => call.Arguments,
        IntrinsicSyntax intrinsic => intrinsic.Arguments,
        ConditionSyntax condition => [condition.Value],
        BlockValueSyntax value => [value.Block],
        _ => [],
    };

    /// <summary>Whether a condition always or never holds; null when that depends on the message.</summary>
    public static bool? Fixed(ExpressionSyntax condition) => condition switch
    {
        IntegerSyntax integer => integer.Value > 0,
        ParenthesisSyntax parenthesis => Fixed(parenthesis.Inner),
        UnarySyntax { Operator: UnaryOperator.Not, Operand: IntegerSyntax integer } => integer.Value == 0,
        _ => null,
    };
}
