using Signalbox.Script.Syntax;
using Signalbox.Script.Text;

namespace Signalbox.Script.Parsing;

/// <summary>Statements that choose.</summary>
internal sealed partial class Parser
{
    private int _caseDepth;

    private IfSyntax ParseIf()
    {
        var word = Take();
        var condition = ParseCondition();
        var then = ParseBody();
        StatementSyntax? otherwise = null;
        if (Current.IsWord("else"))
        {
            Take();
            otherwise = ParseBody();
        }

        return new IfSyntax(word.Span.To(condition.Span), condition, then, otherwise);
    }

    private WhileSyntax ParseWhile()
    {
        var word = Take();
        var condition = ParseCondition();
        return new WhileSyntax(word.Span.To(condition.Span), condition, ParseBody());
    }

    private ExpressionSyntax ParseCondition()
    {
        var condition = ParseExpression();
        if (condition is not ParenthesisSyntax parenthesis)
            return condition;

        if (parenthesis.Inner is AssignmentSyntax)
            diagnostics.Add(SyntaxRules.AssignmentAsCondition, parenthesis.Inner.Span, "is '==' meant?");

        return parenthesis.Inner;
    }

    private StatementSyntax ParseBody()
    {
        Enter();
        var body = Current.Is("{") ? ParseInnerBlock() : ParseStatement();
        _depth--;
        return body;
    }

    /// <summary>A block inside a case is closed by its brace only.</summary>
    private BlockSyntax ParseInnerBlock()
    {
        var outer = _caseDepth;
        _caseDepth = 0;
        var block = ParseBlock();
        _caseDepth = outer;
        return block;
    }

    private SwitchSyntax ParseSwitch()
    {
        var word = Take();
        var value = ParseExpression();
        if (value is ParenthesisSyntax parenthesis)
            value = parenthesis.Inner;

        if (!Current.Is("{"))
            throw Unexpected("'{'");

        var open = Take();
        Enter();
        var cases = new List<CaseSyntax>();
        while (!Current.Is("}") && !diagnostics.IsFull)
        {
            if (Current.Kind == TokenKind.End || AtBlockDefinition())
            {
                ReportUnclosed(open);
                break;
            }

            if (!AtLabel())
                Unexpected("'case' or 'default'");

            cases.Add(ParseCase(open));
        }

        _depth--;
        if (Current.Is("}"))
            Take();

        return new SwitchSyntax(word.Span.To(value.Span), value, cases);
    }

    private bool AtLabel() => Current.IsWord("case") || (Current.IsWord("default") && Ahead().Is(":"));

    /// <summary>A label with its statements; statements without a label were reported and are read like those of one.</summary>
    private CaseSyntax ParseCase(Token open)
    {
        var word = Current;
        var isRegex = false;
        ExpressionSyntax? label = null;
        var depth = _depth;
        try
        {
            if (AtLabel())
                label = ParseLabel(out isRegex);
        }
        catch (SyntaxFailure)
        {
            _depth = depth;
            while (!IsFirstOnLine() && Current.Kind != TokenKind.End && !Current.Is("}"))
                Take();
        }

        var outer = _caseDepth;
        _caseDepth = 1;
        var statements = ParseStatements(open);
        _caseDepth = outer;
        return new CaseSyntax(word.Span.To(label?.Span ?? word.Span), label, isRegex, statements);
    }

    private ExpressionSyntax? ParseLabel(out bool isRegex)
    {
        var word = Take();
        isRegex = word.IsWord("case") && TryTake("/");
        var label = word.IsWord("case") ? ParseExpression() : null;
        if (!TryTake(":"))
            Unexpected("':'");
        else if (Current.Is("{"))
            Unexpected("a statement", "the statements of a case stand without braces");

        return label;
    }
}
