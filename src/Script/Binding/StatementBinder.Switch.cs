using Signalbox.Engine.Text;
using System.Collections.Frozen;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;
using Signalbox.Script.Regex;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>switch</summary>
internal sealed partial class StatementBinder
{
    private CompiledStatement BindSwitch(SwitchSyntax syntax)
    {
        var value = _expressions.Bind(syntax.Value);
        var statements = new List<CompiledStatement>();
        var texts = new List<TextLabel>();
        var numbers = new Dictionary<long, int>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var defaultStart = -1;
        foreach (var item in syntax.Cases)
        {
            if (item.Label is null)
            {
                if (defaultStart >= 0)
                    _scope.Diagnostics.Add(BindingRules.DuplicateLabel, item.Span, string.Empty, "default");

                defaultStart = statements.Count;
            }
            else if (BindLabel(item) is { } label)
            {
                CheckMix(item, label, texts.Count, numbers.Count);
                if (!seen.Add($"{item.IsRegex}{label}"))
                    _scope.Diagnostics.Add(BindingRules.DuplicateLabel, item.Label.Span, string.Empty, item.Label.Span.Text);

                if (label.IsInteger && !item.IsRegex)
                    numbers.TryAdd(label.Number, statements.Count);
                else
                    texts.Add(new TextLabel(label.ToText(), item.IsRegex ? LabelMatcher(item, label) : null, statements.Count));
            }

            statements.AddRange(BindAll(item.Statements));
        }

        if (syntax.Cases.Count == 0)
            _scope.Diagnostics.Add(BindingRules.EmptySwitch, syntax.Span, string.Empty);

        return texts.Count > 0
            ? new CompiledTextSwitch(value, [.. texts], defaultStart, [.. statements])
            : new CompiledIntegerSwitch(value, numbers.ToFrozenDictionary(), defaultStart, [.. statements]);
    }

    private ScriptValue? BindLabel(CaseSyntax item)
    {
        var errors = _scope.Diagnostics.ErrorCount;
        var label = _expressions.Bind(item.Label!);
        if (ConstantFolding.TryFold(label, out var constant))
            return constant;

        if (_scope.Diagnostics.ErrorCount == errors)
            _scope.Diagnostics.Add(BindingRules.LabelNotConstant, item.Label!.Span, "compare variables with if", item.Label.Span.Text);

        return null;
    }

    private void CheckMix(CaseSyntax item, in ScriptValue label, int texts, int numbers)
    {
        var isNumber = label.IsInteger && !item.IsRegex;
        if (isNumber ? texts > 0 : numbers > 0)
            _scope.Diagnostics.Add(BindingRules.MixedLabels, item.Label!.Span, string.Empty, isNumber ? "a number" : "a text", isNumber ? "texts" : "numbers");
    }

    /// <summary>Unlike <c>=~</c>, a label looks at the case of letters.</summary>
    private PosixMatcher? LabelMatcher(CaseSyntax item, in ScriptValue label)
    {
        if (PosixMatcher.TryCompile(label.ToText(), ignoreCase: false, out var matcher, out var problem))
            return matcher;

        _scope.Diagnostics.Add(BindingRules.BadRegex, item.Label!.Span, string.Empty, problem);
        return null;
    }
}
