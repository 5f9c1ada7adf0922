using Signalbox.Engine.Catalog;
using Signalbox.Engine.Diagnostics;
using Signalbox.Script.Kemi;

namespace Signalbox.Script.Binding;

/// <summary>Pseudo-variables for scripts: the same names, bound the same way as in a cfg.</summary>
internal sealed class KemiVariables(BindingScope scope) : IKemiVariables
{
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
}
