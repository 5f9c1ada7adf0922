using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Kemi;

namespace Signalbox.Script.Binding;

/// <summary>Pseudo-variables for scripts and module parameters: the same names, bound the same way as in a cfg.</summary>
internal sealed class KemiVariables(BindingScope scope) : IKemiVariables, IVariableSource
{
    /// <inheritdoc />
    public IReadOnlyList<string> Used => scope.Used.All;

    /// <inheritdoc />
    public VariableReference? Bind(string name, out string error)
    {
        error = $"'{name}' is not a variable";
        if (name.Length < 2 || name[0] != '$')
            return null;

        var diagnostics = new DiagnosticBag();
        var source = new SourceText("script", name);
        var bound = new VariableBinder(scope.WithDiagnostics(diagnostics)).Bind(name, new SourceSpan(source, 0, name.Length));
        error = diagnostics.FirstError?.Message ?? string.Empty;
        return diagnostics.HasErrors ? null : new BoundVariable(name, bound);
    }

    /// <inheritdoc />
    public VariableReference? BindText(string text, out string error)
    {
        var diagnostics = new DiagnosticBag();
        var source = new SourceText("parameter", text);
        var bound = new VariableBinder(scope.WithDiagnostics(diagnostics)).BindTemplate(text, new SourceSpan(source, 0, text.Length));
        error = diagnostics.FirstError?.Message ?? string.Empty;
        return diagnostics.HasErrors ? null : new BoundVariable(text, bound);
    }

    /// <inheritdoc />
    public IReadOnlyList<ArgumentPart>? Split(string text, out string error)
    {
        var problem = string.Empty;
        var parts = SlashedText.Split(text, name => Bind(name, out problem), out error);
        error = problem.Length > 0 ? problem : error;
        return parts;
    }

    /// <inheritdoc />
    public VariableReference[]? BindAll(string names, out string error)
    {
        error = $"'{names}' is no list of variables";
        if (VariableText.Split(names) is not { } parts)
            return null;

        var all = new VariableReference[parts.Count];
        for (var i = 0; i < all.Length; i++)
        {
            if (Bind(parts[i], out error) is not { } one)
                return null;

            all[i] = one;
        }

        return all;
    }
}
