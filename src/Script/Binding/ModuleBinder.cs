using Signalbox.Engine.Text;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;
using Signalbox.Script.Syntax;

namespace Signalbox.Script.Binding;

/// <summary>Loads modules and sets their parameters.</summary>
internal sealed class ModuleBinder(BindingScope scope, bool checkOnly, Snapshot? keep)
{
    /// <summary>The modules that need no loadmodule.</summary>
    public void LoadImplicit()
    {
        foreach (var module in scope.Catalog.Modules)
        {
            if (module.Implicit && module.Name != CoreParameterBinder.ModuleName)
                scope.Modules.Add(new ModuleInstance(module, module.Create(scope.Services), null));
        }
    }

    /// <summary><c>loadmodule "path/name.so"</c></summary>
    public void Load(LoadModuleSyntax syntax)
    {
        var path = syntax.Path.Value;
        if (syntax.Keyword is "loadmodulex")
            path = Evaluate(syntax.Path);

        Load(Path.GetFileName(path), syntax.Path.Span);
    }

    /// <summary>Loads by name; <paramref name="span"/> is null for the command line.</summary>
    public void Load(string file, SourceSpan? span)
    {
        var name = file.EndsWith(".so", StringComparison.Ordinal) ? file[..^3] : file;
        if (scope.Catalog.Find(name) is not { } module || module.Name == CoreParameterBinder.ModuleName)
        {
            scope.UnknownModules.Add(name);
            var names = scope.Catalog.All().Where(static one => !one.Implicit).Select(static one => one.Name);
            scope.Diagnostics.Add(BindingRules.UnknownModule, span, Spelling.Nearest(name, names).AsQuestion(), name);
            return;
        }

        if (scope.FindModule(name) is { } before)
            scope.Diagnostics.Add(BindingRules.LoadedTwice, span, before.Span is { } first ? $"first loaded at {first}" : "it needs no loadmodule", name);
        else
            Add(module, span);
    }

    private void Add(ModuleDescriptor module, SourceSpan? span)
    {
        scope.Modules.Add(new ModuleInstance(module, module.Create(scope.Services), span));
        if (!module.IsPlanned)
            return;

        var rule = checkOnly ? BindingRules.Planned with { Severity = Severity.Warning } : BindingRules.Planned;
        var condition = span is { } place ? EnclosingCondition.NameAround(place) : null;
        scope.Diagnostics.Add(rule, span, string.Empty, module.Name, condition is null ? "its loadmodule" : $"its loadmodule (or its #!define {condition})");
    }

    /// <summary>Checks that modules have the modules they need.</summary>
    public void CheckRequirements()
    {
        foreach (var module in scope.Modules)
        {
            foreach (var needed in module.Descriptor.Requires)
            {
                if (scope.FindModule(needed) is null)
                    scope.Diagnostics.Add(BindingRules.MissingModule, module.Span, $"add: loadmodule \"{needed}.so\"", module.Descriptor.Name, needed);
            }
        }
    }

    /// <summary><c>modparam("module|module", "name", value)</c>: every module that matches must have the parameter.</summary>
    public void SetParameter(ModparamSyntax syntax)
    {
        if (!ModulePattern.TryParse(syntax.Module.Value, out var pattern, out var problem))
        {
            scope.Diagnostics.Add(BindingRules.BadRegex, syntax.Module.Span, string.Empty, problem);
            return;
        }

        var value = syntax.Value switch
        {
            IntegerSyntax integer => ScriptValue.Of(integer.Value),
            TextSyntax text when syntax.Keyword is "modparamx" => ScriptValue.Of(Evaluate(text)),
            TextSyntax text => ScriptValue.Of(text.Value),
            VariableSyntax variable => Evaluate(variable),
            _ => ScriptValue.Undefined,
        };
        var hits = scope.Modules.FindAll(module => !module.Descriptor.Implicit && pattern.Matches(module.Descriptor.Name));
        if (hits.Count == 0 && !scope.UnknownModules.Exists(pattern.Matches))
            scope.Diagnostics.Add(BindingRules.NotLoaded, syntax.Module.Span, HintForModule(syntax.Module.Value), syntax.Module.Value);

        foreach (var module in hits)
            SetParameter(module, syntax, value);
    }

    private string HintForModule(string name)
    {
        if (scope.Catalog.Find(name) is not null)
            return $"loadmodule \"{name}.so\" must stand before it";

        return Spelling.Nearest(name, scope.Modules.Select(static one => one.Descriptor.Name)).AsQuestion();
    }

    private void SetParameter(ModuleInstance module, ModparamSyntax syntax, in ScriptValue value)
    {
        var name = syntax.Name.Value;
        var descriptor = module.Descriptor;
        var kind = value.IsDefined && value.IsInteger ? ParameterKind.Integer : ParameterKind.Text;

        // A few parameters exist as number and as text.
        var parameter = descriptor.Parameters.FirstOrDefault(one => one.Name == name && one.Kind == kind)
            ?? descriptor.Parameters.FirstOrDefault(one => one.Name == name);
        if (parameter is null)
        {
            var nearest = Spelling.Nearest(name, descriptor.Parameters.Select(static one => one.Name));
            scope.Diagnostics.Add(BindingRules.UnknownParameter, syntax.Name.Span, nearest.AsQuestion(), descriptor.Name, name);
            return;
        }

        var isRight = ParameterTypes.Check(scope, parameter, value, syntax.Value);
        if (!parameter.Reloadable && keep?.Module(descriptor.Name) is not null)
            return;

        if (isRight && parameter.Set(module.Instance, value) is { } problem)
            scope.Diagnostics.Add(BindingRules.ParameterValue, syntax.Value.Span, string.Empty, name, problem);

        module.Note(name, value.ToText(), syntax.Span);
        module.Given.Add(new GivenValue(parameter, value, syntax.Span));
    }

    /// <summary>Gives parameters that need a restart the values of the running generation.</summary>
    public void KeepRunning()
    {
        foreach (var module in scope.Modules)
        {
            foreach (var given in keep?.Module(module.Descriptor.Name)?.Given ?? [])
            {
                if (given.Parameter.Reloadable)
                    continue;

                given.Parameter.Set(module.Instance, given.Value);
                module.Values.Add((given.Parameter.Name, given.Value.ToText()));
                module.Given.Add(given);
            }
        }
    }

    private string Evaluate(TextSyntax text) => Evaluate(new VariableBinder(scope).BindTemplate(text.Value, text.Span), text).ToText();

    private ScriptValue Evaluate(VariableSyntax variable) => Evaluate(new VariableBinder(scope).Bind(variable.Text, variable.Span), variable);

    private ScriptValue Evaluate(Compilation.CompiledExpression expression, ExpressionSyntax syntax)
    {
        if (expression.IsFixed)
            return expression.Evaluate(null!);

        scope.Diagnostics.Add(BindingRules.NotEvaluated, syntax.Span, "$def(...) and $env(...) have one", syntax.Span.Text);
        return ScriptValue.Undefined;
    }
}
