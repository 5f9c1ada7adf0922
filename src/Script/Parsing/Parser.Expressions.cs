using Signalbox.Script.Syntax;
using Signalbox.Script.Text;

namespace Signalbox.Script.Parsing;

/// <summary>Values.</summary>
internal sealed partial class Parser
{
    // OpenSIPS: async(call(), ROUTE); the one function that takes a call and a name without quotes.
    private const string Asynchronous = "async";
    private string? _call;

    private ExpressionSyntax ParseExpression() => ParseBinary(1);

    private ExpressionSyntax ParseBinary(int lowest)
    {
        Enter();
        var left = ParseUnary();
        var length = 0;
        while (Operators.TryFind(Current, out var symbol, out var level) && level >= lowest)
        {
            if (++length > MaxChain)
                throw Fail(SyntaxRules.TooDeep, Current.Span, "keep a part in a variable", MaxChain);

            Take();
            left = new BinarySyntax(left, symbol, ParseBinary(level + 1));
        }

        RejectForeignOperator();
        _depth--;
        return left;
    }

    private ExpressionSyntax ParseUnary()
    {
        var token = Current;
        if (token.Is("-") && Ahead().Kind == TokenKind.Integer)
        {
            Take();
            return new IntegerSyntax(token.Span.To(Current.Span), -Take().Number);
        }

        UnaryOperator? symbol = token switch
        {
            { Kind: TokenKind.Symbol, Text: "!" } or { Kind: TokenKind.Identifier, Text: "not" } => UnaryOperator.Not,
            { Kind: TokenKind.Symbol, Text: "~" } => UnaryOperator.Complement,
            { Kind: TokenKind.Symbol, Text: "-" } => UnaryOperator.Minus,
            { Kind: TokenKind.Identifier, Text: "defined" } => UnaryOperator.Defined,
            { Kind: TokenKind.Cast, Text: "int" } => UnaryOperator.ToInteger,
            { Kind: TokenKind.Cast } => UnaryOperator.ToText,
            _ => null,
        };
        if (symbol is not { } found)
            return ParseOperand();

        Take();
        Enter();
        var operand = ParseUnary();
        _depth--;
        return new UnarySyntax(token.Span.To(operand.Span), found, operand);
    }

    private ExpressionSyntax ParseOperand()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Integer:
                return new IntegerSyntax(Take().Span, token.Number);
            case TokenKind.Text:
                return new TextSyntax(Take().Span, token.Text);
            case TokenKind.Variable or TokenKind.Attribute or TokenKind.Select:
                return new VariableSyntax(Take().Span, token.Text);
            case TokenKind.NumberWord:
                throw NotANumber(token);
            case TokenKind.Identifier:
                return ParseWord(token);
            case TokenKind.Symbol when token.Is("("):
                return ParseParenthesis();
            case TokenKind.Symbol when token.Is("{"):
                return new BlockValueSyntax(ParseInnerBlock());
            default:
                throw Unexpected("a value");
        }
    }

    private ParenthesisSyntax ParseParenthesis()
    {
        var open = Take();
        var isAssignment = Current.Kind is TokenKind.Variable or TokenKind.Attribute && Ahead().Is("=");
        ExpressionSyntax inner = isAssignment ? ParseAssignment() : ParseExpression();
        ExpectClose();
        return new ParenthesisSyntax(open.Span.To(Previous.Span), inner);
    }

    private ExpressionSyntax ParseWord(Token token)
    {
        if (Keywords.TryGetNumber(token.Text, out var number))
            return new IntegerSyntax(Take().Span, number);

        if (token.Text is "strlen" or "strempty" or "selval")
            return ParseIntrinsic();

        if (IsConditionSubject(token))
            return ParseOldCondition();

        if (Ahead().Is("("))
        {
            if (_call is not null and not Asynchronous)
                diagnostics.Add(SyntaxRules.CallInArguments, token.Span, "store the result in a variable first", token.Text, _call);

            return ParseCall();
        }

        if (Operators.TryFind(token, out _, out _))
            throw Unexpected("a value");

        if (Keywords.Contains(token.Text) && !CoreCommands.MayStandAlone(token.Text))
            throw Unexpected("a value");

        if (_call == Asynchronous)
            return new NameSyntax(Take().Span, token.Text);

        throw Fail(SyntaxRules.BareName, token.Span, HintOf(token) is { Length: > 0 } hint ? hint : $"a text stands in quotes: \"{token.Text}\"; a call has parentheses: {token.Text}()", token.Text);
    }

    private IntrinsicSyntax ParseIntrinsic()
    {
        var word = Take();
        Expect("(");
        var count = word.Text is "selval" ? 3 : 1;
        var arguments = new List<ExpressionSyntax> { ParseExpression() };
        while (arguments.Count < count)
        {
            Expect(",");
            arguments.Add(ParseExpression());
        }

        ExpectClose();
        return new IntrinsicSyntax(word.Span.To(Previous.Span), word.Text, arguments);
    }

    private CallSyntax ParseCall()
    {
        var name = Take();
        Take();
        var outer = _call;
        _call = name.Text;
        var arguments = new List<ExpressionSyntax>();
        if (!Current.Is(")"))
        {
            do
                arguments.Add(ParseArgument(name.Text));
            while (TryTake(","));
        }

        _call = outer;
        ExpectClose();
        return new CallSyntax(name.Span.To(Previous.Span), new NameSyntax(name.Span, name.Text), arguments);
    }

    private ExpressionSyntax ParseArgument(string command)
    {
        var token = Current;
        if (CoreCommands.TakesName(command) && token.Kind == TokenKind.Identifier && (Ahead().Is(")") || Ahead().Is(",") || Ahead().Is(";")))
        {
            if (command is "route" && Keywords.Contains(token.Text))
                throw Fail(SyntaxRules.BadRouteName, token.Span, HintForName(token), token.Describe());

            return new NameSyntax(Take().Span, token.Text);
        }

        if (command is "route" && token.Kind == TokenKind.Identifier && !Ahead().Is("("))
        {
            Take();
            throw Unexpected("')'", "a name with anything but letters, digits and '_' needs quotes");
        }

        if (CoreCommands.TakesNumber(command) && token.Kind != TokenKind.Integer && !Keywords.TryGetNumber(token.Text, out _))
            throw Unexpected("a number", token.Kind == TokenKind.Variable ? $"{command} takes no variables" : null);

        if (CoreCommands.TakesAddress(command) && (token.Kind is TokenKind.Identifier or TokenKind.IPv4 or TokenKind.IPv6 || token.Is("[")))
            return ParseAddressArgument();

        return ParseExpression();
    }

    private NameSyntax ParseAddressArgument()
    {
        if (Current.IsWord("uri") && Ahead().Is(":") && Ahead(2).Text is "host" or "port")
        {
            var subject = Take();
            Take();
            var part = Take();
            return new NameSyntax(subject.Span.To(part.Span), $"uri:{part.Text}");
        }

        var host = ParseHost();
        return new NameSyntax(host.Span, host.Text);
    }

    private void RejectForeignOperator()
    {
        var text = Current.Text + Ahead().Text;
        var pair = Current.Kind == TokenKind.Symbol && Ahead().Kind == TokenKind.Symbol
            && Current.Span.Start + Current.Span.Length == Ahead().Span.Start;
        if (Current.Is("+="))
            throw Fail(SyntaxRules.ForeignOperator, Current.Span, "write $x = $x + ...", "+=");

        if (!pair)
            return;

        var hint = text switch
        {
            "!~" => "write !($x =~ \"...\")",
            "<>" => "write !=",
            "++" or "--" => "write $x = $x + 1",
            "-=" => "write $x = $x - ...",
            _ => null,
        };
        if (hint is not null)
            throw Fail(SyntaxRules.ForeignOperator, Current.Span.To(Ahead().Span), hint, text);
    }
}
