using System.Globalization;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;
using Signalbox.Script.Text;

namespace Signalbox.Script.Binding;

/// <summary>Resolves pseudo-variables, and texts with pseudo-variables in them.</summary>
internal sealed partial class VariableBinder(BindingScope scope)
{
    private static readonly CompiledConstant Undefined = new(ScriptValue.Undefined);
    private static readonly CompiledBroken Broken = new();
    private const int MaxNesting = 20;
    private int _depth;

    /// <summary>A variable as the cfg writes it: with <c>$</c>, <c>%</c> or <c>@</c>. Reports and gives undefined when there is none.</summary>
    public CompiledExpression Bind(string text, SourceSpan span)
    {
        if (_depth >= MaxNesting)
            return Refuse(BindingRules.BadVariable, span, string.Empty, text, $"more than {MaxNesting} variables stand inside one another");

        _depth++;
        var bound = BindOne(text, span);
        _depth--;
        return bound;
    }

    private CompiledExpression BindOne(string text, SourceSpan span)
    {
        if (AttributeName(text) is { } attribute)
            return Bind($"$avp({attribute})", span);

        if (text[0] == '@')
            return BindSelect(text, span, isStrict: false);

        if (!VariableText.TryParse(text, out var parts, out var problem))
            return Refuse(BindingRules.BadVariable, span, string.Empty, text, problem);

        scope.Used.Note(parts);
        var value = BindName(parts, text, span);
        foreach (var transformation in parts.Transformations)
            value = BindTransformation(value, transformation, span);

        return value;
    }

    /// <summary>A variable that stands bare in an expression: there the peer reads <c>$rcv(x)</c> as <c>$rc</c> and a call.</summary>
    public CompiledExpression BindOperand(string text, SourceSpan span) => text.StartsWith("$rcv(", StringComparison.Ordinal)
        ? Refuse(BindingRules.BadVariable, span, $"write $({text[1..]}) or $recv{text[4..]}", text, "the peer reads $rc followed by a call here")
        : Bind(text, span);

    /// <summary>The target of an assignment: one to an attribute takes the place of all its values.</summary>
    public CompiledExpression BindTarget(string text, SourceSpan span) =>
        AttributeName(text) is { } attribute ? Bind($"$(avp({attribute})[*])", span) : Bind(text, span);

    /// <summary>The name in <c>%name</c>, and in <c>$name</c> where the dialect says so; else null.</summary>
    private string? AttributeName(string text)
    {
        if (text[0] == '%')
            return text[1..];

        var isPlain = scope.Dialect != Dialect.Variables && text[0] == '$' && text.Length > 1 && text.AsSpan(1).IndexOfAny('(', '?') < 0;
        var name = text[1..];
        if (!isPlain || name is "null" or "rc" or "retcode")
            return null;

        return scope.Dialect == Dialect.Attributes || !scope.TryFindVariable(name, out _, out _) ? name : null;
    }

    /// <summary>A text whose variables are expanded for each message; a constant when there are none.</summary>
    public CompiledExpression BindTemplate(string text, SourceSpan span) => BindTemplate(text, span, forShell: false);

    /// <summary>As <see cref="BindTemplate(string, SourceSpan)"/>; variables among other text are put between quotes for the shell.</summary>
    public CompiledExpression BindShell(string text, SourceSpan span) =>
        BindTemplate(text, span, forShell: LeadingLength(text) != text.Length);

    private CompiledExpression BindTemplate(string text, SourceSpan span, bool forShell)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
            return new CompiledConstant(ScriptValue.Of(text));

        var pieces = new List<CompiledExpression>();
        var literal = new System.Text.StringBuilder();
        var quote = ShellQuote.None;
        for (var i = 0; i < text.Length && !scope.Diagnostics.IsFull; i++)
        {
            var length = text[i] == '$' ? VariableText.LengthAt(text, i, TakesInner) : 0;
            if (length > 0)
            {
                quote = ShellQuotes.After(quote, literal.ToString());
                Flush(pieces, literal);
                var name = text.Substring(i, length);
                var value = Bind(name, Narrow(span, name));
                pieces.Add(forShell ? new CompiledShellValue(value, quote) : value);
                i += length - 1;
            }
            else
            {
                if (IsUnclosed(text, i))
                    Refuse(BindingRules.BadVariable, Narrow(span, text[i..]), string.Empty, text[i..], "this variable is never closed");

                literal.Append(text[i]);
                if (text[i] == '$' && i + 1 < text.Length && text[i + 1] == '$')
                    i++;
            }
        }

        Flush(pieces, literal);
        var isConstant = pieces.Count == 1 && pieces[0].Constant is { IsText: true };
        return isConstant ? pieces[0] : new TextTemplate([.. pieces]);
    }

    /// <summary>Length of the variable that a text begins with; 0 when it does not.</summary>
    public int LeadingLength(string text) => text.StartsWith('$') ? VariableText.LengthAt(text, 0, TakesInner) : 0;

    private static bool IsUnclosed(string text, int at) =>
        text[at] == '$' && at + 2 < text.Length && text[at + 1] == '(' && char.IsAsciiLetter(text[at + 2]);

    private bool TakesInner(string name) =>
        name is "def" or "defn" or "defs" or "defv" or "sel" or "env" or "cfg" || (scope.TryFindVariable(name, out _, out var found) && found.Inner != InnerName.None);

    private static void Flush(List<CompiledExpression> pieces, System.Text.StringBuilder literal)
    {
        if (literal.Length > 0)
            pieces.Add(new CompiledConstant(ScriptValue.Of(literal.ToString())));

        literal.Clear();
    }

    /// <summary>The place of a variable inside a text, when it can be found there.</summary>
    public static SourceSpan Narrow(SourceSpan span, string part)
    {
        var at = span.Source.Text.IndexOf(part, span.Start, span.Length, StringComparison.Ordinal);
        return at < 0 ? span : new SourceSpan(span.Source, at, part.Length);
    }

    private CompiledExpression BindName(VariableText parts, string text, SourceSpan span)
    {
        if (BindBuiltIn(parts, span) is { } known)
            return known;

        if (!scope.TryFindVariable(parts.Name, out var module, out var variable))
            return Refuse(BindingRules.UnknownVariable, span, scope.HintFor(parts.Name, static one => one.Variables.Select(static item => item.Name)), parts.Name);

        if (!scope.KnowsNewerNames && IsNewer(variable, parts.Inner))
            return Refuse(BindingRules.NewerName, span, BindingScope.NewerNameHint, text);

        var index = BindIndex(parts.Index, text, span, out var dynamicIndex);
        if (variable.Inner == InnerName.None)
        {
            return parts.Inner is null
                ? new CompiledVariable(module.Instance, variable, new VariableKey(string.Empty, null, index)) { Index = dynamicIndex }
                : Refuse(BindingRules.BadVariable, span, $"write ${parts.Name}", text, "this variable takes nothing in parentheses");
        }

        if (parts.Inner is null)
            return Refuse(BindingRules.BadVariable, span, $"write ${parts.Name}(name)", text, "this variable needs a name in parentheses");

        if (parts.Inner.Length == 0)
            return Refuse(BindingRules.BadVariable, span, $"write ${parts.Name}(name)", text, "found nothing in the parentheses, expected a name");

        if (variable.Inner == InnerName.Reference)
            return BindReferring(module.Instance, variable, parts.Inner, index, text, span);

        if (variable.Inner == InnerName.Dynamic && BindTemplate(parts.Inner, span) is { Constant: null } inner)
            return new CompiledVariable(module.Instance, variable, new VariableKey(string.Empty, null, index)) { Inner = inner, Index = dynamicIndex };

        if (variable.Inner == InnerName.Indexed && parts.Inner.Contains("[$", StringComparison.Ordinal))
            return BindIndexed(module.Instance, variable, parts.Inner, index, text, span);

        string? error = null;
        var parsed = variable.ParseInner?.Invoke(parts.Inner, out error);
        if (error is not null)
            return Refuse(BindingRules.BadVariable, span, string.Empty, text, error);

        return new CompiledVariable(module.Instance, variable, new VariableKey(parts.Inner, parsed, index)) { Index = dynamicIndex };
    }

    /// <summary>A variable that is given another one.</summary>
    private CompiledExpression BindReferring(object module, VariableDescriptor variable, string inner, VariableIndex index, string text, SourceSpan span)
    {
        if (inner.Length < 2 || inner[0] is not ('$' or '%' or '@'))
            return Refuse(BindingRules.BadVariable, span, $"write ${variable.Name}($name)", text, $"found '{inner}' in parentheses, expected a variable");

        return new CompiledVariable(module, variable, new VariableKey(inner, new BoundVariable(inner, Bind(inner, span)), index));
    }

    private static bool IsNewer(VariableDescriptor variable, string? inner) =>
        variable.IsNewer || (variable.NewerInner.Length > 0 && inner is not null && inner.StartsWith(variable.NewerInner, StringComparison.Ordinal));

    private VariableIndex BindIndex(string? index, string text, SourceSpan span, out CompiledExpression? dynamicIndex)
    {
        dynamicIndex = null;
        switch (index)
        {
            case null:
                return VariableIndex.None;
            case "*":
                return VariableIndex.All;
            case var _ when index.StartsWith('$'):
                dynamicIndex = Bind(index, span);
                return VariableIndex.None;
        }

        if (int.TryParse(index, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return VariableIndex.Of(number);

        Refuse(BindingRules.BadVariable, span, string.Empty, text, $"found the index '{index}', expected a number, '*' or a variable");
        return VariableIndex.None;
    }

    private CompiledBroken Refuse(DiagnosticRule rule, SourceSpan span, string hint, params object?[] arguments)
    {
        scope.Diagnostics.Add(rule, span, hint, arguments);
        return Broken;
    }
}
