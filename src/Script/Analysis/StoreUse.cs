using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Binding;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Analysis;

/// <summary>
/// Finds values that are read and that nothing assigns. Which variables keep what the script assigns is declared by
/// their modules. A name counts as assigned as soon as it stands where something else could assign it: in a module
/// parameter, or as an argument of a function.
/// </summary>
internal sealed class StoreUse(BindingScope scope)
{
    private const int MaxNesting = 20;
    private const int MaxReads = 10_000;

    private readonly Dictionary<(string Store, string Key), (SourceSpan Span, string Text)> _reads = [];
    private readonly HashSet<(string Store, string Key)> _writes = [];
    private readonly HashSet<string> _named = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _openStores = new(StringComparer.Ordinal);
    private readonly HashSet<SyntaxNode> _tested = [];

    /// <summary>Reports the first reading of each such name.</summary>
    public void Check(ConfigSyntax config)
    {
        foreach (var item in config.Items)
        {
            if (item is ModparamSyntax { Value: TextSyntax value })
                Name(value.Value);
            else if (item is ParameterSyntax { Value: TextSyntax text })
                Name(text.Value);
        }

        foreach (var node in SyntaxTree.Walk(config, static item => item is RouteSyntax))
            Visit(node);

        foreach (var ((store, key), (span, text)) in _reads)
        {
            if (scope.Diagnostics.HasMore)
                break;

            if (_writes.Contains((store, key)) || _named.Contains(key) || _openStores.Contains(store))
                continue;

            var nearest = Spelling.Nearest(key, _writes.Where(one => one.Store == store).Select(static one => one.Key));
            scope.Diagnostics.Add(AnalysisRules.NeverWritten, span, nearest.AsQuestion(), text);
        }
    }

    private void Visit(SyntaxNode node)
    {
        switch (node)
        {
            case AssignmentSyntax { Target: VariableSyntax target }:
                _tested.Add(target);
                Note(target.Text, target.Span, isWrite: true, 0);
                break;
            case BinarySyntax { Operator: BinaryOperator.Equal or BinaryOperator.NotEqual, Left: VariableSyntax left, Right: VariableSyntax { Text: "$null" or "$(null)" } }:
                _tested.Add(left);
                break;
            case UnarySyntax { Operator: UnaryOperator.Defined, Operand: VariableSyntax operand }:
                _tested.Add(operand);
                break;
            case IntrinsicSyntax { Keyword: "strempty", Arguments: [VariableSyntax argument] }:
                _tested.Add(argument);
                break;
            case VariableSyntax variable when !_tested.Contains(variable):
                Note(variable.Text, variable.Span, isWrite: false, 0);
                break;
            case CallSyntax call:
                VisitCall(call);
                break;
        }
    }

    private void VisitCall(CallSyntax call)
    {
        var count = call.Arguments.Count;
        var candidates = scope.FindFunctions(call.Name.Text, Surfaces.Cfg).FindAll(one => count >= one.Function.MinArity && count <= one.Function.MaxArity);
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            if (call.Arguments[i] is not TextSyntax text)
                continue;

            var isFormat = candidates.Count > 0 && candidates.TrueForAll(one => IsFormat(one.Function.Parameters[i].Kind));
            if (!isFormat || text.Value.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_'))
                Name(text.Value);
            else
                Scan(text.Value, text.Span, 0);
        }
    }

    private static bool IsFormat(ArgumentKind kind) => kind is ArgumentKind.Format or ArgumentKind.Integer;

    /// <summary>All words of a text may be names that something else assigns.</summary>
    private void Name(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '_' or '-' or '.'))
                continue;

            if (i > start)
                _named.Add(text[start..i]);

            start = i + 1;
        }
    }

    /// <summary>Variables inside a text are read.</summary>
    private void Scan(string text, SourceSpan span, int depth)
    {
        for (var i = text.IndexOf('$', StringComparison.Ordinal); i >= 0 && i < text.Length; i = text.IndexOf('$', i))
        {
            var length = VariableText.LengthAt(text, i, TakesInner);
            if (length > 0)
            {
                var part = text.Substring(i, length);
                Note(part, span, isWrite: false, depth + 1);
            }

            i += Math.Max(length, 1);
        }
    }

    private void Note(string text, SourceSpan span, bool isWrite, int depth)
    {
        var name = text.StartsWith('%') ? $"$avp({text[1..]})" : text;
        if (depth > MaxNesting || !name.StartsWith('$') || !VariableText.TryParse(name, out var parts, out _))
            return;

        foreach (var inner in (string?[])[parts.Inner, parts.Index, .. parts.Transformations])
        {
            if (inner is not null && inner.Contains('$', StringComparison.Ordinal))
                Scan(inner, span, depth);
        }

        if (parts.Inner is null || !scope.TryFindVariable(parts.Name, out _, out var variable) || variable.Store.Length == 0)
            return;

        var key = KeyOf(parts.Inner);
        if (key.Contains('$', StringComparison.Ordinal))
        {
            if (isWrite)
                _openStores.Add(variable.Store);
        }
        else if (isWrite)
        {
            _writes.Add((variable.Store, key));
        }
        else if (_reads.Count < MaxReads && !_reads.ContainsKey((variable.Store, key)))
        {
            _reads.Add((variable.Store, key), (VariableBinder.Narrow(span, text), $"${parts.Name}({parts.Inner})"));
        }
    }

    /// <summary><c>s:name</c> is <c>name</c>, <c>root[0]=>field</c> is <c>root</c>.</summary>
    private static string KeyOf(string inner)
    {
        var key = inner.Trim();
        if (key.StartsWith("s:", StringComparison.Ordinal) || key.StartsWith("i:", StringComparison.Ordinal))
            key = key[2..];

        var end = key.AsSpan().IndexOfAny('=', '[');
        return (end < 0 ? key : key[..end]).Trim().ToLowerInvariant();
    }

    private bool TakesInner(string name) => scope.TryFindVariable(name, out _, out var found) && found.Inner != InnerName.None;
}
