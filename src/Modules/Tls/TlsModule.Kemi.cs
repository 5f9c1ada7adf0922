using System.Collections.Concurrent;
using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Tls;

/// <content><c>KSR.tls</c>: the variables of the connection by name.</content>
internal sealed partial class TlsModule : IVariableUser
{
    private const int MaxNames = 256;
    private readonly ConcurrentDictionary<string, VariableReference> _named = new(StringComparer.Ordinal);
    private IVariableSource? _variables;

    /// <inheritdoc />
    public void BindVariables(IVariableSource variables) => _variables = variables;

    [Function("cget", Surface = Surfaces.Kemi, Routes = RouteKinds.Any, Summary = "Value of a variable of this module by its name, e.g. tls_peer_subject, with or without $; null when there is none.")]
    public ScriptValue Get(RoutingContext context, string name)
    {
        if (_named.TryGetValue(name, out var known))
            return known.Read(context);

        var full = name.StartsWith('$') ? name : $"${name}";
        if (!full.StartsWith("$tls_", StringComparison.Ordinal) || _variables?.Bind(full, out _) is not { } variable)
            return ScriptValue.Undefined;

        if (_named.Count < MaxNames)
            _named.TryAdd(name, variable);

        return variable.Read(context);
    }
}
