using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Catalog;

/// <summary>What a module sees while it checks itself.</summary>
public sealed class ModuleValidation
{
    private static readonly DiagnosticRule Refused = new("CFG0301", Severity.Error, "module '{0}': {1}");
    private static readonly DiagnosticRule Doubtful = new("CFG0302", Severity.Warning, "module '{0}': {1}");
    private static readonly DiagnosticRule Missing = new("CFG0303", Severity.Error, "module '{0}' needs module '{1}'");
    private readonly IReadOnlyList<ModuleInstance> _modules;
    private readonly ModuleInstance _self;
    private readonly DiagnosticBag _diagnostics;

    /// <summary>Creates it for one module of a snapshot under construction.</summary>
    public ModuleValidation(ModuleInstance self, IReadOnlyList<ModuleInstance> modules, CoreSettings settings, RouteTable routes, DiagnosticBag diagnostics)
    {
        _self = self;
        _modules = modules;
        Settings = settings;
        Routes = routes;
        _diagnostics = diagnostics;
    }

    /// <summary>Core parameters.</summary>
    public CoreSettings Settings { get; }

    /// <summary>Routes of the new generation.</summary>
    public RouteTable Routes { get; }

    /// <summary>Where variables in parameters are looked up.</summary>
    public IVariableSource? Variables { get; init; }

    /// <summary>The variable that a parameter names; null after an error was reported.</summary>
    /// <param name="parameter">The parameter, for the place of the error.</param>
    /// <param name="name">The variable with its <c>$</c>.</param>
    public VariableReference? Variable(string parameter, string name)
    {
        var error = "there are no variables here";
        if (Variables?.Bind(name, out error) is { } found)
            return found;

        Error(parameter, error, "expected a variable such as $fU");
        return null;
    }

    /// <summary>The text of a parameter, whose variables are expanded for each message; null after an error was reported.</summary>
    /// <param name="parameter">The parameter, for the place of the error.</param>
    /// <param name="text">The text.</param>
    public VariableReference? Text(string parameter, string text)
    {
        var error = "there are no variables here";
        if (Variables?.BindText(text, out error) is { } found)
            return found;

        Error(parameter, error);
        return null;
    }

    /// <summary>True when a module of that name is loaded.</summary>
    public bool IsLoaded(string moduleName)
    {
        foreach (var module in _modules)
        {
            if (module.Descriptor.Name == moduleName)
                return true;
        }

        return false;
    }

    /// <summary>The loaded module that implements <typeparamref name="T"/> (an interface of its Api folder), or null.</summary>
    public T? Find<T>()
        where T : class
    {
        foreach (var module in _modules)
        {
            if (module.Instance is T found)
                return found;
        }

        return null;
    }

    /// <summary>As <see cref="Find{T}"/>; a missing module is an error that names it.</summary>
    public T? Require<T>(string moduleName)
        where T : class
    {
        var found = Find<T>();
        if (found is null)
            _diagnostics.Add(Missing, _self.Span, $"add: loadmodule \"{moduleName}.so\"", _self.Descriptor.Name, moduleName);

        return found;
    }

    /// <summary>All loaded modules that implement <typeparamref name="T"/>.</summary>
    public IReadOnlyList<T> All<T>()
        where T : class
    {
        var found = new List<T>();
        foreach (var module in _modules)
        {
            if (module.Instance is T one)
                found.Add(one);
        }

        return found;
    }

    /// <summary>Refuses the configuration; the place is the modparam of <paramref name="parameter"/>, or the loadmodule.</summary>
    public void Error(string parameter, string message, string hint = "") =>
        _diagnostics.Add(Refused, _self.SpanOf(parameter), hint, _self.Descriptor.Name, message);

    /// <summary>Warns.</summary>
    public void Warn(string parameter, string message, string hint = "") =>
        _diagnostics.Add(Doubtful, _self.SpanOf(parameter), hint, _self.Descriptor.Name, message);
}
