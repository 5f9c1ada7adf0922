using System.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;
using Signalbox.Script.Text;

namespace Signalbox.Script.Binding;

/// <content>Variables as indices within a name: <c>$xavp(x[$var(i)]=>a[$var(j)])</c>.</content>
internal sealed partial class VariableBinder
{
    // A constant stands in for each variable, so that the parser of the module sees a name that it knows.
    private CompiledExpression BindIndexed(object module, VariableDescriptor variable, string inner, VariableIndex index, string text, SourceSpan span)
    {
        var plain = new StringBuilder();
        VariableReference? first = null;
        VariableReference? second = null;
        for (var i = 0; i < inner.Length; i++)
        {
            plain.Append(inner[i]);
            var length = inner[i] == '[' && i + 1 < inner.Length && inner[i + 1] == '$' ? VariableText.LengthAt(inner, i + 1, TakesInner) : 0;
            if (length == 0)
                continue;

            var name = inner.Substring(i + 1, length);
            var reference = new BoundVariable(name, Bind(name, Narrow(span, name)));
            if (plain.ToString().Contains("=>", StringComparison.Ordinal))
                second = reference;
            else
                first = reference;

            plain.Append('0');
            i += length;
        }

        string? error = null;
        var parsed = variable.ParseInner?.Invoke(plain.ToString(), out error);
        if (error is not null)
            return Refuse(BindingRules.BadVariable, span, string.Empty, text, error);

        return new CompiledVariable(module, variable, new VariableKey(inner, new IndexedName(parsed, first, second), index));
    }
}
