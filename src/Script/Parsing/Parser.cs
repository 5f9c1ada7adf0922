using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Syntax;
using Signalbox.Script.Text;

namespace Signalbox.Script.Parsing;

/// <summary>
/// Reads tokens by recursive descent. After an error it goes on at the next <c>;</c> or <c>}</c>, so that one run shows
/// all errors of a file.
/// </summary>
internal sealed partial class Parser(IReadOnlyList<Token> tokens, DiagnosticBag diagnostics)
{
    private const int MaxDepth = 200;
    private const int MaxChain = 500;

    private int _position;
    private int _depth;
    private int _unclosedCallAt = -1;

    private Token Current => tokens[_position];

    private Token Previous => tokens[Math.Max(_position - 1, 0)];

    private Token Ahead(int count = 1) => tokens[Math.Min(_position + count, tokens.Count - 1)];

    private Token Take()
    {
        var token = Current;
        if (token.Kind != TokenKind.End)
            _position++;

        return token;
    }

    private bool TryTake(string symbol)
    {
        if (!Current.Is(symbol))
            return false;

        _position++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!TryTake(symbol))
            throw Unexpected($"'{symbol}'");
    }

    /// <summary>Takes <c>)</c>; before a block or at the end of a statement a missing one is reported and overlooked.</summary>
    private void ExpectClose()
    {
        if (TryTake(")"))
            return;

        var isNextStatement = !Previous.IsBroken && IsFirstOnLine() && (Current.Kind == TokenKind.Identifier || Current.Is("}"));
        if (!Current.Is("{") && !Current.Is(";") && !isNextStatement)
            throw Unexpected("')'");

        _unclosedCallAt = _position;

        diagnostics.Add(SyntaxRules.MissingParenthesis, Current.Span, HintOf(Current), Current.Describe());
    }

    private TextSyntax ExpectText(string expected)
    {
        if (Current.Kind != TokenKind.Text)
            throw Unexpected(expected, Current.Kind == TokenKind.Identifier ? "put it in quotes" : null);

        var token = Take();
        return new TextSyntax(token.Span, token.Text);
    }

    private SyntaxFailure Unexpected(string expected, string? hint = null) =>
        Fail(SyntaxRules.Unexpected, Current.Span, hint ?? HintOf(Current), Current.Describe(), expected);

    private SyntaxFailure Fail(DiagnosticRule rule, SourceSpan span, string hint, params object?[] arguments)
    {
        if (!Previous.IsBroken && !Ahead().IsBroken)
            diagnostics.Add(rule, span, hint, arguments);

        return new SyntaxFailure();
    }

    private static string HintOf(Token token) => token.Definition switch
    {
        null => string.Empty,
        { Span: { } span } definition => $"in the value of '{definition.Name}', defined at {span}",
        var definition => $"in the value of '{definition.Name}', defined on the command line",
    };

    private bool IsFirstOnLine()
    {
        if (_position == 0)
            return true;

        var before = Previous.Span;
        var here = Current.Span;
        return !ReferenceEquals(before.Source, here.Source)
            || here.Source.Position(here.Start).Line > before.Source.Position(before.Start + before.Length).Line;
    }

    /// <summary>True when nothing stands between the token before and this one.</summary>
    private bool IsAdjacent()
    {
        if (_position == 0 || !ReferenceEquals(Previous.Span.Source, Current.Span.Source))
            return false;

        // The tokens of one define all stand where its name stands.
        return Previous.Definition is { } definition && Previous.Span == Current.Span
            ? ReferenceEquals(definition, Current.Definition)
            : Previous.Span.Start + Previous.Span.Length == Current.Span.Start;
    }

    private void Enter()
    {
        if (++_depth > MaxDepth)
            throw Fail(SyntaxRules.TooDeep, Current.Span, string.Empty, MaxDepth);
    }

    /// <summary>Skips <c>{ … }</c>; the current token is the opening brace.</summary>
    private void SkipBraces()
    {
        var depth = 0;
        while (Current.Kind != TokenKind.End)
        {
            if (depth > 0 && AtBlockDefinition())
                return;

            var token = Take();
            if (token.Is("{"))
                depth++;
            else if (token.Is("}") && --depth == 0)
                return;
        }
    }

    /// <summary>Goes behind the next <c>;</c> or block, or before a <c>}</c>. What a block on the way holds is read, so that its errors show.</summary>
    private BlockSyntax? RecoverStatement()
    {
        var parentheses = 0;
        var token = Previous;
        while (!token.Swallowed(';'))
        {
            if (token.Swallowed('{'))
                return ParseRestOfBlock(token);

            if (Current.Is("{"))
                return ParseInnerBlock();

            if (Current.Kind == TokenKind.End || Current.Is("}") || AtBlockDefinition() || (_caseDepth > 0 && AtLabel()))
                return null;

            token = Take();
            parentheses += token.Is("(") ? 1 : token.Is(")") ? -1 : 0;
            if (token.Is(";") && (parentheses <= 0 || IsFirstOnLine()))
                return null;
        }

        return null;
    }

    /// <summary>Goes behind the next <c>;</c> or block, or before a name at the beginning of a line.</summary>
    private void RecoverItem()
    {
        while (Current.Kind != TokenKind.End)
        {
            if (Current.Is("{"))
            {
                SkipBraces();
                return;
            }

            if (Take().Is(";") || (Current.Kind == TokenKind.Identifier && IsFirstOnLine()))
                return;
        }
    }
}
