using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Text;

/// <summary>
/// Turns files into one row of tokens: carries out directives, includes and defines. Every token keeps the place where
/// the operator wrote it; one out of a define has the place of its use.
/// </summary>
internal sealed partial class Preprocessor(ISourceFiles files, Definitions definitions, DiagnosticBag diagnostics)
{
    private readonly List<Token> _tokens = [];
    private readonly TextBudget _budget = new(diagnostics);
    private readonly HashSet<string> _expanding = new(StringComparer.Ordinal);
    private readonly HashSet<SourceText> _misread = [];

    /// <summary>Rules of <c>#!subst</c> and its relatives.</summary>
    public List<SubstitutionRule> Substitutions { get; } = [];

    /// <summary>The dialect that the last such line chose; it holds for the whole configuration.</summary>
    public Dialect Dialect { get; private set; }

    /// <summary>All tokens of a file and of what it includes, with <see cref="TokenKind.End"/> behind.</summary>
    public IReadOnlyList<Token> Run(SourceText main)
    {
        ReadFile(main, 0);
        _tokens.Add(new Token(TokenKind.End, string.Empty, new SourceSpan(main, main.Text.Length, 0)));
        return _tokens;
    }

    private void ReadFile(SourceText text, int depth)
    {
        var lexer = new Lexer(text, diagnostics);
        var printed = 0;
        var isOpen = _budget.TryOpen(text.Text.Length, text.IncludedFrom);
        while (isOpen)
        {
            var token = ReadToken(lexer);
            if (token.Kind == TokenKind.End || !_budget.MayGoOn(_tokens.Count, token.Span))
                break;

            if (token.IsWord("include_file") || token.IsWord("import_file"))
            {
                var name = ReadToken(lexer);
                printed = PrintUpToInclude(text, printed, token, lexer);
                Include(token, name, depth);
            }
            else if (token.Kind == TokenKind.Directive)
            {
                if (token.Text is "include_file" or "import_file")
                    printed = PrintUpToInclude(text, printed, token, lexer);

                Execute(token, lexer, depth);
                if (token.Text is "ifdef" or "ifndef" or "ifexp" or "else" or "endif")
                    printed = PrintUpToCondition(text, printed, token, lexer);
            }
            else
            {
                Accept(token);
            }
        }

        Print(text, printed, text.Text.Length);
        if (!_budget.IsSpent)
            CloseConditions(text);
    }

    private Token ReadToken(Lexer lexer)
    {
        var token = lexer.Next();
        if (lexer.Culprit is not { } quote)
            return token;

        Rewind(lexer.Source, quote);
        return lexer.BreakAt(quote);
    }

    /// <summary>Forgets what was read behind an unclosed quote: texts and code had changed places there.</summary>
    private void Rewind(SourceText text, int quote)
    {
        _misread.Add(text);
        diagnostics.RemoveBehind(text, quote);
        var keep = _tokens.Count;
        for (var i = _tokens.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_tokens[i].Span.Source, text))
            {
                if (_tokens[i].Span.Start < quote)
                    break;

                keep = i;
            }
        }

        _tokens.RemoveRange(keep, _tokens.Count - keep);
        _conditions.RemoveAll(condition => ReferenceEquals(condition.Span.Source, text) && condition.Span.Start >= quote);
    }

    private void Accept(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.Identifier when !Keywords.Contains(token.Text) && definitions.Find(token.Text) is { } definition:
                Expand(definition, token);
                break;
            case TokenKind.Text:
                NoteModule(token);
                _tokens.Add(Substituted(token));
                break;
            case TokenKind.Variable:
                _tokens.Add(Substituted(token));
                break;
            default:
                _tokens.Add(token);
                break;
        }
    }

    /// <summary>Puts the tokens of a define in the place of its name.</summary>
    private void Expand(Definition definition, Token use)
    {
        if (!_expanding.Add(definition.Name))
        {
            diagnostics.Add(TextRules.EndlessDefine, use.Span, string.Empty, definition.Name);
            return;
        }

        if (!_budget.TryExpand(_expanding.Count - 1, use.Span))
            return;

        var inner = new DiagnosticBag();
        var lexer = new Lexer(new SourceText(use.Span.Source.Path, definition.Value), inner);
        for (var token = lexer.Next(); token.Kind != TokenKind.End && lexer.Culprit is null && _budget.MayGoOn(_tokens.Count, use.Span); token = lexer.Next())
        {
            if (token.Kind != TokenKind.Directive)
                Accept(token with { Span = use.Span, Definition = definition });
        }

        foreach (var item in inner.Items)
            diagnostics.Add(item.Rule with { Format = "{0}" }, use.Span, $"in the value of '{definition.Name}'", item.Message);

        _expanding.Remove(definition.Name);
    }

    /// <summary>A loaded module defines <c>MOD_name</c> for the lines behind it.</summary>
    private void NoteModule(Token path)
    {
        if (_tokens.Count == 0 || !(_tokens[^1].IsWord("loadmodule") || _tokens[^1].IsWord("loadmodulex")))
            return;

        var name = Path.GetFileNameWithoutExtension(path.Text);
        if (name.Length > 0)
            definitions.Set(new Definition($"MOD_{name}", string.Empty, path.Span));
    }

    private Token Substituted(Token token)
    {
        var text = Substituted(token.Text, token.Span);
        return ReferenceEquals(text, token.Text) ? token : token with { Text = text };
    }

    private string Substituted(string text, SourceSpan span)
    {
        foreach (var rule in Substitutions)
        {
            if (!rule.TryApply(text, out var replaced))
                _budget.Spend(span, $"the rule '{rule.Pattern}' takes too long or makes too much text here");
            else if (!ReferenceEquals(replaced, text) && _budget.TrySubstitute(replaced.Length, span))
                text = replaced;
        }

        return text;
    }
}
