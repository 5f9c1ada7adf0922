using System.Collections.Concurrent;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Kemix;

/// <summary>
/// <c>KSR.kx</c>: what scripts ask for most, as functions instead of variables by name. Each reads the pseudo-variable of the module pv
/// that is named in docs/modules/kemix.md, bound once when the configuration loads.
/// </summary>
[Module("kemix", Summary = "KSR.kx: the usual pseudo-variables as functions for Lua and JavaScript.")]
internal sealed partial class KemixModule(TimeProvider clock) : IModule, IVariableUser
{
    // Names come from scripts, which could make them up as they run.
    private const int MaxDefinitions = 1024;
    private static readonly ScriptValue NullText = ScriptValue.Of("<null>");
    private readonly ConcurrentDictionary<string, VariableReference> _definitions = new(StringComparer.Ordinal);
    private IVariableSource? _variables;

    /// <inheritdoc />
    public void BindVariables(IVariableSource variables)
    {
        _variables = variables;
        BindUris(variables);
        BindUsers(variables);
        BindMessage(variables);
        BindNetwork(variables);
    }

    /// <inheritdoc />
    public void Validate(ModuleValidation validation)
    {
        if (_requestUri is null)
            validation.Error(string.Empty, "KSR.kx reads pseudo-variables of the module pv, which is not loaded", "add: loadmodule \"pv.so\"");
    }

    [Function("ifdef", Surface = Surfaces.Kemi, Kemi = "kx.ifdef", Routes = RouteKinds.Any, Summary = "True when the cfg defines the name.")]
    public bool IsDefinition(RoutingContext context, string name) => Definition(context, name).IsDefined;

    [Function("ifndef", Surface = Surfaces.Kemi, Kemi = "kx.ifndef", Routes = RouteKinds.Any, Summary = "True when the cfg does not define the name.")]
    public bool IsNoDefinition(RoutingContext context, string name) => !Definition(context, name).IsDefined;

    [Function("get_def", Surface = Surfaces.Kemi, Kemi = "kx.get_def", Routes = RouteKinds.Any, Summary = "Text of a define of the cfg; empty when there is none.")]
    public ScriptValue DefinitionText(RoutingContext context, string name) =>
        Definition(context, name) is { IsDefined: true } value ? value : ScriptValue.Empty;

    [Function("get_defn", Surface = Surfaces.Kemi, Kemi = "kx.get_defn", Routes = RouteKinds.Any, Summary = "Number of a define of the cfg; 0 when there is none.")]
    public long DefinitionNumber(RoutingContext context, string name) => Definition(context, name).ToInteger();

    [Function("get_env", Surface = Surfaces.Kemi, Kemi = "kx.get_env", Routes = RouteKinds.Any, Summary = "Text of an environment variable; null when there is none.")]
    public static ScriptValue EnvironmentText(RoutingContext context, string name) =>
        name.Length == 0 ? ScriptValue.Undefined : ScriptValue.Of(Environment.GetEnvironmentVariable(name));

    [Function("get_envn", Surface = Surfaces.Kemi, Kemi = "kx.get_envn", Routes = RouteKinds.Any, Summary = "Number of an environment variable; 0 when there is none.")]
    public static long EnvironmentNumber(RoutingContext context, string name) => EnvironmentText(context, name).ToInteger();

    private static ScriptValue Read(RoutingContext context, VariableReference? variable) => variable?.Read(context) ?? ScriptValue.Undefined;

    private static ScriptValue ReadOrEmpty(RoutingContext context, VariableReference? variable) =>
        Read(context, variable) is { IsDefined: true } value ? value : ScriptValue.Empty;

    private static ScriptValue ReadOrNullText(RoutingContext context, VariableReference? variable) =>
        Read(context, variable) is { IsDefined: true } value ? value : NullText;

    private ScriptValue Definition(RoutingContext context, string name)
    {
        if (_definitions.TryGetValue(name, out var known))
            return known.Read(context);

        if (_variables?.Bind($"$def({name})", out _) is not { } definition)
            return ScriptValue.Undefined;

        if (_definitions.Count < MaxDefinitions)
            _definitions.TryAdd(name, definition);

        return definition.Read(context);
    }
}
