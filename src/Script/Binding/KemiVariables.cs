using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Script.Compilation;
using Signalbox.Script.Kemi;

namespace Signalbox.Script.Binding;

/// <summary>Pseudo-variables for scripts: the same names, bound the same way as in a cfg.</summary>
internal sealed class KemiVariables(BindingScope scope) : IKemiVariables
{
    /// <inheritdoc />
    public IKemiVariable? Bind(string name, out string error)
    {
        error = $"'{name}' is not a variable";
        if (name.Length < 2 || name[0] != '$')
            return null;

        var diagnostics = new DiagnosticBag();
        var source = new SourceText("script", name);
        var bound = new VariableBinder(scope.WithDiagnostics(diagnostics)).Bind(name, new SourceSpan(source, 0, name.Length));
        error = diagnostics.FirstError?.Message ?? string.Empty;
        return diagnostics.HasErrors ? null : new Variable(bound);
    }

    private sealed class Variable(CompiledExpression expression) : IKemiVariable
    {
        /// <inheritdoc />
        public ScriptValue Read(RoutingContext context)
        {
            var run = ScriptRun.Enter(context, out var before);
            var value = expression.Evaluate(run);
            run.Leave(before);
            return value;
        }

        /// <inheritdoc />
        public bool Write(RoutingContext context, in ScriptValue value)
        {
            if (expression is not CompiledVariable { IsWritable: true } variable)
                return false;

            var run = ScriptRun.Enter(context, out var before);
            var assigned = variable.Assign(run, value);
            run.Leave(before);
            return assigned;
        }
    }
}
