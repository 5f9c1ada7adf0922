using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;
using Signalbox.Script.Text;

namespace Signalbox.Script.Binding;

/// <summary>Everything that names are looked up in while one configuration is bound.</summary>
internal sealed class BindingScope(ModuleCatalog catalog, ModuleServices services, Definitions definitions, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, List<(ModuleInstance Module, FunctionDescriptor Function)>> _functions = new(StringComparer.Ordinal);
    private int _indexedModules;

    /// <summary>The same names with another place for findings.</summary>
    public BindingScope WithDiagnostics(DiagnosticBag other)
    {
        var copy = new BindingScope(Catalog, Services, Definitions, other) { EngineName = EngineName, Dialect = Dialect, Used = Used };
        copy.Modules.AddRange(Modules);
        foreach (var (name, value) in Variables)
            copy.Variables.Add(name, value);

        return copy;
    }

    /// <summary>All modules that exist.</summary>
    public ModuleCatalog Catalog { get; } = catalog;

    /// <summary>What modules are made from.</summary>
    public ModuleServices Services { get; } = services;

    /// <summary>Names of the preprocessor, for <c>$def(…)</c>.</summary>
    public Definitions Definitions { get; } = definitions;

    /// <summary>How to make the names of Kamailio 6 known.</summary>
    public const string NewerNameHint = "put it at the top: #!trydef KAMAILIO_6";

    /// <summary>True when the cfg is one for Kamailio 6, so that its names are known; a define says so.</summary>
    public bool KnowsNewerNames => Definitions.Contains("KAMAILIO_6");

    /// <summary>Findings.</summary>
    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>Where mistakes at run time are logged.</summary>
    public IScriptLog Log { get; } = services.Get<IScriptLog>();

    /// <summary>Core parameters.</summary>
    public CoreSettings Settings { get; } = new();

    /// <summary>Loaded modules, implicit ones first.</summary>
    public List<ModuleInstance> Modules { get; } = [];

    /// <summary>Modules that the cfg loads and that do not exist.</summary>
    public List<string> UnknownModules { get; } = [];

    /// <summary>Declared message flags.</summary>
    public Dictionary<string, int> Flags { get; } = new(StringComparer.Ordinal);

    /// <summary>Declared AVP flags.</summary>
    public Dictionary<string, int> AvpFlags { get; } = new(StringComparer.Ordinal);

    /// <summary>Config variables by <c>group.name</c>.</summary>
    public Dictionary<string, CfgVariable> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Variables that were bound.</summary>
    public VariableNames Used { get; private init; } = new();

    /// <summary>What <c>$name</c> may stand for.</summary>
    public Dialect Dialect { get; init; }

    /// <summary>Routes.</summary>
    public RouteScope Routes { get; } = new();

    /// <summary>Name of the route that is being bound; "" for the main one.</summary>
    public string RouteName { get; set; } = string.Empty;

    /// <summary>The script engine that holds the routes; empty or <c>native</c> = this cfg.</summary>
    public string EngineName { get; set; } = string.Empty;

    /// <summary>True when routes live in another language, so that names of routes cannot be checked here.</summary>
    public bool HasScriptEngine => EngineName is not ("" or "native" or "default");

    /// <summary>The text of log_prefix, whose variables are bound when all modules are loaded.</summary>
    public Syntax.TextSyntax? LogPrefix { get; set; }

    /// <summary>True after the first modparam or route: some core parameters must stand before.</summary>
    public bool IsPastSettings { get; set; }

    /// <summary>True after a function was bound that can wait for the world.</summary>
    public bool CallsBlocking { get; set; }

    /// <summary>Functions of scripts that calls name by a constant, looked for when the scripts are loaded.</summary>
    public List<NamedFunction> NamedFunctions { get; } = [];

    /// <summary>Script modules that get pieces of script or files while messages are handled, which may define any function.</summary>
    public HashSet<IScriptModule> OpenScripts { get; } = [];

    /// <summary>A loaded module, or null.</summary>
    public ModuleInstance? FindModule(string name) => Modules.Find(module => module.Descriptor.Name == name);

    /// <summary>A variable of a loaded module.</summary>
    public bool TryFindVariable(string name, out ModuleInstance module, out VariableDescriptor variable)
    {
        foreach (var candidate in Modules)
        {
            foreach (var declared in candidate.Descriptor.Variables)
            {
                if (declared.Name != name)
                    continue;

                module = candidate;
                variable = declared;
                return true;
            }
        }

        module = null!;
        variable = null!;
        return false;
    }

    /// <summary>A transformation of a loaded module, or null.</summary>
    public TransformationDescriptor? FindTransformation(string name) =>
        Modules.SelectMany(static module => module.Descriptor.Transformations).FirstOrDefault(one => one.Name == name);

    /// <summary>All functions of that name in loaded modules.</summary>
    public List<(ModuleInstance Module, FunctionDescriptor Function)> FindFunctions(string name, Surfaces surface)
    {
        for (; _indexedModules < Modules.Count; _indexedModules++)
            Index(Modules[_indexedModules]);

        return _functions.TryGetValue(name, out var named) ? named.FindAll(one => IsOffered(one.Function.Surface, surface)) : [];
    }

    private void Index(ModuleInstance module)
    {
        foreach (var function in module.Descriptor.Functions)
        {
            if (!_functions.TryGetValue(function.Name, out var named))
                _functions.Add(function.Name, named = []);

            named.Add((module, function));
        }
    }

    private static bool IsOffered(Surfaces declared, Surfaces asked) =>
        (asked.HasFlag(Surfaces.Cfg) && declared.HasFlag(Surfaces.Cfg)) || (asked.HasFlag(Surfaces.Kemi) && declared.HasFlag(Surfaces.Kemi));

    /// <summary>A hint for an unknown name: the module that has it, or the nearest known name.</summary>
    public string HintFor(string name, Func<ModuleDescriptor, IEnumerable<string>> names)
    {
        foreach (var module in Catalog.All())
        {
            if (!module.Implicit && FindModule(module.Name) is null && names(module).Contains(name, StringComparer.Ordinal))
                return $"add: loadmodule \"{module.Name}.so\"";
        }

        var nearest = Spelling.Nearest(name, Modules.SelectMany(module => names(module.Descriptor)));
        return nearest.Name is null && UnknownModules.Count > 0 ? $"perhaps of module '{UnknownModules[0]}', which does not exist" : nearest.AsQuestion();
    }
}
