using System.Globalization;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Text;

/// <summary>
/// The expression of <c>#!ifexp</c> and <c>#!defexp</c>: numbers, texts and names. A name that is not defined counts as
/// 0, one without a value as 1.
/// </summary>
internal sealed class DirectiveExpression(string text, Definitions definitions)
{
    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/", "%"]];

    private readonly Lexer _lexer = new(new SourceText(string.Empty, text), new DiagnosticBag());
    private const int MaxNesting = 50;
    private const int MaxText = 64 * 1024;

    private Token _token = null!;
    private int _depth;
    private bool _failed;

    /// <summary>What stood in the wrong place.</summary>
    public string Found { get; private set; } = string.Empty;

    /// <summary>What should have stood there.</summary>
    public string Expected { get; private set; } = string.Empty;

    /// <summary>The value: a text, or a number when <paramref name="result"/> is null.</summary>
    public bool TryEvaluate(out long number, out string? result)
    {
        Advance();
        var value = Binary(0);
        if (_token.Kind != TokenKind.End)
            Fail("the end of the expression");

        number = value.Number;
        result = value.Text;
        return !_failed;
    }

    private Value Binary(int level)
    {
        if (level == Levels.Length)
            return Unary();

        var left = Binary(level + 1);
        while (Array.IndexOf(Levels[level], _token.Text) >= 0 && _token.Kind is TokenKind.Symbol or TokenKind.Attribute && !_failed)
        {
            var symbol = _token.Text;
            Advance();
            left = Apply(symbol, left, Binary(level + 1));
        }

        return left;
    }

    private Value Unary()
    {
        if (_depth >= MaxNesting)
        {
            Fail($"less than {MaxNesting} nested signs");
            return default;
        }

        _depth++;
        var value = Operand();
        _depth--;
        return value;
    }

    private Value Operand()
    {
        var token = _token;
        Advance();
        switch (token)
        {
            case { Kind: TokenKind.Integer }:
                return new Value(token.Number, null);
            case { Kind: TokenKind.Text }:
                return new Value(0, token.Text);
            case { Kind: TokenKind.Identifier }:
                return Name(token.Text);
            case { Kind: TokenKind.Symbol, Text: "!" }:
                return Of(!Unary().IsTrue);
            case { Kind: TokenKind.Symbol, Text: "-" }:
                return new Value(-Unary().Number, null);
            case { Kind: TokenKind.Symbol, Text: "(" }:
                var value = Binary(0);
                if (!_token.Is(")"))
                    Fail("')'");

                Advance();
                return value;
            default:
                _token = token;
                Fail("a number, a text or a name");
                return default;
        }
    }

    private Value Name(string name)
    {
        if (Keywords.TryGetNumber(name, out var word))
            return new Value(word, null);

        if (definitions.Find(name) is not { } definition)
            return default;

        var value = definition.Value.Trim();
        if (value.Length == 0)
            return new Value(1, null);

        return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new Value(number, null)
            : new Value(0, value.Trim('"', '\''));
    }

    private Value Apply(string symbol, Value left, Value right)
    {
        var texts = left.Text is not null || right.Text is not null;
        var order = texts ? string.CompareOrdinal(left.Printed, right.Printed) : left.Number.CompareTo(right.Number);
        switch (symbol)
        {
            case "||":
                return Of(left.IsTrue || right.IsTrue);
            case "&&":
                return Of(left.IsTrue && right.IsTrue);
            case "==":
                return Of(order == 0);
            case "!=":
                return Of(order != 0);
            case "<":
                return Of(order < 0);
            case ">":
                return Of(order > 0);
            case "<=":
                return Of(order <= 0);
            case ">=":
                return Of(order >= 0);
            case "+":
                return texts ? Join(left.Printed, right.Printed) : new Value(left.Number + right.Number, null);
            case "-":
                return new Value(left.Number - right.Number, null);
            case "*":
                return new Value(left.Number * right.Number, null);
            default:
                if (right.Number is 0 or -1)
                    return right.Number == -1 ? new Value(symbol is "/" ? -left.Number : 0, null) : Zero();

                return new Value(symbol is "/" ? left.Number / right.Number : left.Number % right.Number, null);
        }
    }

    private Value Join(string left, string right)
    {
        if (left.Length + right.Length <= MaxText)
            return new Value(0, left + right);

        Fail($"a text of up to {MaxText} characters");
        return default;
    }

    private Value Zero()
    {
        Fail("a number other than 0 to divide by");
        return default;
    }

    private static Value Of(bool truth) => new(truth ? 1 : 0, null);

    private void Advance() => _token = _lexer.Next();

    private void Fail(string expected)
    {
        if (_failed)
            return;

        _failed = true;
        Found = _token.Kind == TokenKind.End ? "the end of the line" : _token.Describe();
        Expected = expected;
    }

    private readonly record struct Value(long Number, string? Text)
    {
        public bool IsTrue => Text is null ? Number != 0 : Text.Length > 0;

        public string Printed => Text ?? Number.ToString(CultureInfo.InvariantCulture);
    }
}
