using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Syntax;
using Signalbox.Script.Text;

namespace Signalbox.Script.Parsing;

/// <summary>What stands inside a route.</summary>
internal sealed partial class Parser
{
    private BlockSyntax ParseBlock()
    {
        var open = Take();
        return ParseRestOfBlock(open);
    }

    /// <summary>Reads on behind the opening brace.</summary>
    private BlockSyntax ParseRestOfBlock(Token open)
    {
        Enter();
        var statements = ParseStatements(open);
        _depth--;
        if (statements.Count == 0 && Current.Is("}") && ReferenceEquals(Previous, open))
            diagnostics.Add(SyntaxRules.EmptyBlock, open.Span.To(Current.Span), "{ ; } does nothing");

        if (Current.Is("}"))
            Take();

        return new BlockSyntax(open.Span.To(Previous.Span), statements);
    }

    /// <summary>Reads up to the closing brace, which is left; reports when there is none.</summary>
    private List<StatementSyntax> ParseStatements(Token open)
    {
        var statements = new List<StatementSyntax>();
        while (!Current.Is("}") && !(_caseDepth > 0 && AtLabel()) && !diagnostics.IsFull)
        {
            if (Current.Kind == TokenKind.End || AtBlockDefinition())
            {
                ReportUnclosed(open);
                break;
            }

            if (TryParseStatement() is { } statement)
                statements.Add(statement);
        }

        return statements;
    }

    /// <summary>One missing brace is one error, though every block around it is open too.</summary>
    private void ReportUnclosed(Token open)
    {
        if (_unclosedAt == _position)
            return;

        _unclosedAt = _position;
        var place = Current.Kind == TokenKind.End ? Current.Describe() : $"'{Current.Text}' in line {Current.Span.Line}";
        diagnostics.Add(SyntaxRules.UnclosedBlock, open.Span, HintOf(open), place);
    }

    private int _unclosedAt = -1;

    private StatementSyntax? TryParseStatement()
    {
        var before = _position;
        var depth = _depth;
        var cases = _caseDepth;
        var call = _call;
        try
        {
            return ParseStatement();
        }
        catch (SyntaxFailure)
        {
            (_depth, _caseDepth, _call) = (depth, cases, call);
        }

        // Not inside the catch: blocks in blocks would keep all their failures on the stack.
        var block = RecoverAt(depth);
        if (_position == before && !Current.Is("}") && Current.Kind != TokenKind.End && !AtBlockDefinition())
            Take();

        // Whether the block would run is not known.
        return block is null ? null : new IfSyntax(block.Span, new VariableSyntax(block.Span, "$null"), block, null);
    }

    /// <summary>Recovers; blocks that are nested too deep are skipped instead of read.</summary>
    private BlockSyntax? RecoverAt(int depth)
    {
        try
        {
            return RecoverStatement();
        }
        catch (SyntaxFailure)
        {
            _depth = depth;
        }

        if (Current.Is("{"))
            SkipBraces();

        return null;
    }

    private StatementSyntax ParseStatement()
    {
        var token = Current;
        if (token.Is(";"))
            return new EmptySyntax(Take().Span);

        if (token.Is("{"))
        {
            if (!(_caseDepth > 0 && Previous.Is(":")))
                diagnostics.Add(SyntaxRules.LooseBlock, token.Span, "a block follows if, else, while or switch", []);

            return ParseInnerBlock();
        }

        if (token.Kind is TokenKind.Variable or TokenKind.Attribute)
            return EndStatement(ParseAssignment());

        if (token.Kind != TokenKind.Identifier)
            throw Unexpected("a statement");

        switch (token.Text)
        {
            case "if":
                return ParseIf();
            case "while":
                return ParseWhile();
            case "switch":
                return ParseSwitch();
            case "return" or "exit" or "drop" or "break":
                return ParseFlow();
            case "else":
                throw Fail(SyntaxRules.StrayElse, token.Span, Previous.Is(";") ? "the ';' before it ends the if" : string.Empty);
            case "elseif" or "elsif" or "elif":
                diagnostics.Add(SyntaxRules.ForeignStatement, token.Span, HintForStatement(token.Text), token.Text);
                return ParseIf();
            case "for" or "foreach" or "do" or "goto" or "continue" or "let" or "function":
                throw Fail(SyntaxRules.ForeignStatement, token.Span, HintForStatement(token.Text), token.Text);
            default:
                return EndStatement(ParseCallStatement());
        }
    }

    private static string HintForStatement(string word) => word switch
    {
        "for" or "foreach" or "do" => "loops are written with while",
        "elseif" or "elsif" or "elif" => "write 'else if'",
        "continue" => "put the rest of the loop into an if",
        "goto" => "call a route instead",
        _ => string.Empty,
    };

    private AssignmentSyntax ParseAssignment()
    {
        var token = Take();
        var target = new VariableSyntax(token.Span, token.Text);
        RejectForeignOperator();
        if (!TryTake("="))
            throw Unexpected("'='", "a variable alone is no statement");

        var value = ParseExpression();
        return new AssignmentSyntax(token.Span.To(value.Span), target, value);
    }

    private CallSyntax ParseCallStatement()
    {
        if (Ahead().Is("("))
            return ParseCall();

        var name = Take();
        if (!CoreCommands.MayStandAlone(name.Text))
            throw Fail(SyntaxRules.MissingParentheses, name.Span, name.Text is "route" ? "write route(NAME)" : $"write {name.Text}()", name.Text);

        return new CallSyntax(name.Span, new NameSyntax(name.Span, name.Text), []);
    }

    private ExpressionStatementSyntax EndStatement(ExpressionSyntax expression)
    {
        ExpectSemicolon();
        return new ExpressionStatementSyntax(expression.Span, expression);
    }

    /// <summary>A forgotten <c>;</c> at the end of a line is reported and overlooked.</summary>
    private void ExpectSemicolon()
    {
        if (TryTake(";") || Previous.Swallowed(';'))
            return;

        if (!Current.Is("}") && Current.Kind != TokenKind.End && !IsFirstOnLine())
        {
            RejectForeignOperator();
            throw Unexpected("';'");
        }

        if (_unclosedCallAt == _position)
            return;

        var behind = Previous.Span with { Start = Previous.Span.Start + Previous.Span.Length, Length = 0 };
        diagnostics.Add(SyntaxRules.MissingSemicolon, behind, HintOf(Previous), Current.Describe());
    }

    private FlowSyntax ParseFlow()
    {
        var word = Take();
        ExpressionSyntax? value = null;
        if (Current.Is("(") && Ahead().Is(")") && !word.IsWord("break"))
        {
            Take();
            Take();
        }
        else if (!Current.Is(";") && !Current.Is("}") && !word.IsWord("break") && !IsFirstOnLine())
        {
            value = ParseExpression();
        }

        ExpectSemicolon();
        return new FlowSyntax(word.Span.To(value?.Span ?? word.Span), word.Text, value);
    }
}
