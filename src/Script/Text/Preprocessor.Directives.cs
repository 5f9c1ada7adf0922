namespace Signalbox.Script.Text;

/// <summary>One directive after the other.</summary>
internal sealed partial class Preprocessor
{
    private void Execute(Token directive, Lexer lexer, int depth)
    {
        switch (directive.Text)
        {
            case "ifdef" or "ifndef" or "ifexp":
                OpenCondition(directive, lexer);
                break;
            case "else":
                Else(directive, lexer);
                break;
            case "endif":
                EndIf(directive);
                break;
            case "define" or "def" or "trydefine" or "trydef" or "redefine" or "redef":
                Define(directive);
                break;
            case "undefine" or "undef" or "tryundefine" or "tryundef":
                Undefine(directive);
                break;
            case "defexp" or "defexps":
                DefineExpression(directive);
                break;
            case "defenv" or "defenvs" or "trydefenv" or "trydefenvs":
                DefineEnvironment(directive);
                break;
            case "subst" or "substdef" or "substdefs":
                AddSubstitution(directive, ReadArgumentText(directive));
                break;
            case "include_file" or "import_file":
                Include(directive, FirstToken(directive), depth);
                break;
            case "SER":
                Dialect = Dialect.Attributes;
                break;
            case "MAXCOMPAT" or "ALL":
                Dialect = Dialect.VariablesFirst;
                break;
            default:
                Dialect = Dialect.Variables;
                break;
        }
    }

    /// <summary>The first token behind the word, with its place in the file.</summary>
    private Token FirstToken(Token directive)
    {
        var text = directive.Span.Text;
        var start = 2 + directive.Text.Length;
        while (start < text.Length && text[start] is ' ' or '\t')
            start++;

        var inner = new Lexer(new Engine.Diagnostics.SourceText(directive.Span.Source.Path, text[start..]), new Engine.Diagnostics.DiagnosticBag());
        var token = inner.Next();
        return token with { Span = new(directive.Span.Source, directive.Span.Start + start + token.Span.Start, token.Span.Length) };
    }

    /// <summary>The quoted text behind the word, rules of earlier lines applied; null when there is none.</summary>
    private string? ReadArgumentText(Token directive)
    {
        var token = FirstToken(directive);
        return token.Kind == TokenKind.Text ? Substituted(token.Text, token.Span) : null;
    }

    /// <summary>Splits <c>NAME rest</c>; reports when there is no name.</summary>
    private bool TryReadName(Token directive, out string name, out string rest)
    {
        var argument = Lexer.Argument(directive);
        var end = 0;
        while (end < argument.Length && (char.IsAsciiLetterOrDigit(argument[end]) || argument[end] == '_'))
            end++;

        name = argument[..end];
        rest = argument[end..].Trim(' ', '\t');
        if (end > 0 && !char.IsAsciiDigit(name[0]))
            return true;

        diagnostics.Add(TextRules.DirectiveNeedsName, directive.Span, string.Empty, directive.Text, argument.Length == 0 ? "nothing" : $"'{argument}'");
        return false;
    }
}
