using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Text;

/// <summary>Conditional text.</summary>
internal sealed partial class Preprocessor
{
    private readonly List<Condition> _conditions = [];

    private void OpenCondition(Token directive, Lexer lexer)
    {
        var holds = Holds(directive);
        _conditions.Add(new Condition(directive.Text, directive.Span));
        if (!holds)
            SkipBranch(lexer);
    }

    private bool Holds(Token directive)
    {
        if (directive.Text is "ifexp")
        {
            var expression = new DirectiveExpression(Lexer.Argument(directive), definitions);
            if (expression.TryEvaluate(out var number, out var text))
                return text is null ? number != 0 : text.Length > 0;

            diagnostics.Add(TextRules.BadDirectiveExpression, directive.Span, string.Empty, directive.Text, expression.Found, expression.Expected);
            return false;
        }

        return TryReadName(directive, out var name, out _) && definitions.Contains(name) == (directive.Text is "ifdef");
    }

    /// <summary>Skips to the #!else or #!endif of the condition that was opened last.</summary>
    private void SkipBranch(Lexer lexer)
    {
        var depth = 0;
        while (true)
        {
            var token = lexer.SkipToDirective();
            switch (token.Text)
            {
                case "ifdef" or "ifndef" or "ifexp":
                    depth++;
                    break;
                case "else" when depth == 0:
                    return;
                case "endif" when depth-- == 0:
                    _conditions.RemoveAt(_conditions.Count - 1);
                    return;
                case "" when token.Kind == TokenKind.End:
                    return;
            }
        }
    }

    /// <summary>The branch before was used, so the one behind is skipped.</summary>
    private void Else(Token directive, Lexer lexer)
    {
        if (_conditions.Count > 0)
            SkipBranch(lexer);
        else
            diagnostics.Add(TextRules.ExtraElse, directive.Span, string.Empty);
    }

    private void EndIf(Token directive)
    {
        if (_conditions.Count > 0)
            _conditions.RemoveAt(_conditions.Count - 1);
        else if (!_misread.Contains(directive.Span.Source))
            diagnostics.Add(TextRules.ExtraEndif, directive.Span, string.Empty);
    }

    private void CloseConditions(SourceText text)
    {
        foreach (var condition in _conditions)
        {
            if (ReferenceEquals(condition.Span.Source, text) && !_misread.Contains(text))
                diagnostics.Add(TextRules.MissingEndif, condition.Span, string.Empty, condition.Word);
        }

        _conditions.RemoveAll(condition => ReferenceEquals(condition.Span.Source, text));
    }

    private readonly record struct Condition(string Word, SourceSpan Span);
}
