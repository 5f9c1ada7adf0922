using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Catalog;

/// <summary>Assigns a declared variable of a module instance; false = failed.</summary>
public delegate bool VariableWriter(object module, RoutingContext context, in VariableKey key, in ScriptValue value);
