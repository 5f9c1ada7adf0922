using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Text;

/// <summary>Defines and substitutions.</summary>
internal sealed partial class Preprocessor
{
    /// <summary>Adds a rule of the command line or of a <c>#!subst</c> line.</summary>
    public void AddSubstitution(string kind, string? rule, SourceSpan? span)
    {
        if (!SubstitutionRule.TryParse(rule, out var substitution, out var problem))
        {
            diagnostics.Add(TextRules.BadSubstitution, span, "a rule is written as \"/expression/replacement/\" with g or i behind it", kind, problem);
            return;
        }

        Substitutions.Add(substitution);
        if (string.Equals(kind, "substdef", StringComparison.Ordinal))
            definitions.Set(new Definition(substitution.Pattern, substitution.Replacement, span));
        else if (string.Equals(kind, "substdefs", StringComparison.Ordinal))
            definitions.Set(new Definition(substitution.Pattern, Quoted(substitution.Replacement), span));
    }

    private void AddSubstitution(Token directive, string? rule) => AddSubstitution(directive.Text, rule, directive.Span);

    private void Define(Token directive)
    {
        if (!TryReadName(directive, out var name, out var value))
            return;

        var kind = directive.Text;
        var known = definitions.Find(name);
        if (known is not null && kind.StartsWith("try", StringComparison.Ordinal))
            return;

        if (known is not null && kind.StartsWith("def", StringComparison.Ordinal) && known.Span != directive.Span)
        {
            var place = known.Span is { } span ? $"at {span}" : "on the command line";
            diagnostics.Add(TextRules.AlreadyDefined, directive.Span, $"first defined {place}; #!trydef keeps the first value, #!redef takes the new one", name);
            return;
        }

        WarnAboutComment(directive, name, value);
        definitions.Set(new Definition(name, value, directive.Span));
    }

    private void WarnAboutComment(Token directive, string name, string value)
    {
        if (value.StartsWith('#') || value.StartsWith("//", StringComparison.Ordinal))
            return;

        var lexer = new Lexer(new SourceText(string.Empty, value), new DiagnosticBag());
        while (lexer.Next().Kind != TokenKind.End)
        {
        }

        if (lexer.SawComment)
            diagnostics.Add(TextRules.CommentInDefine, directive.Span, "other engines take it for a part of the value", name);
    }

    private void Undefine(Token directive)
    {
        if (TryReadName(directive, out var name, out _))
            definitions.Remove(name);
    }

    private void DefineExpression(Token directive)
    {
        if (!TryReadName(directive, out var name, out var text))
            return;

        var expression = new DirectiveExpression(text, definitions);
        if (!expression.TryEvaluate(out var number, out var result))
        {
            diagnostics.Add(TextRules.BadDirectiveExpression, directive.Span, string.Empty, directive.Text, expression.Found, expression.Expected);
            return;
        }

        var value = result ?? number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        definitions.Set(new Definition(name, result is not null || directive.Text.EndsWith('s') ? Quoted(value) : value, directive.Span));
    }

    /// <summary><c>#!defenv NAME</c> or <c>#!defenv NAME=VARIABLE</c>.</summary>
    private void DefineEnvironment(Token directive)
    {
        if (!TryReadName(directive, out var name, out var rest))
            return;

        var variable = rest.StartsWith('=') ? rest[1..].Trim() : name;
        var value = Environment.GetEnvironmentVariable(variable);
        if (value is null)
        {
            if (!directive.Text.StartsWith("try", StringComparison.Ordinal))
                diagnostics.Add(TextRules.MissingEnvironment, directive.Span, $"#!try{directive.Text} leaves '{name}' undefined instead", variable);

            return;
        }

        definitions.Set(new Definition(name, directive.Text.EndsWith("envs", StringComparison.Ordinal) ? Quoted(value) : value, directive.Span));
    }

    private static string Quoted(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
