using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Catalog;

/// <summary>Reads a declared variable of a module instance.</summary>
public delegate ScriptValue VariableReader(object module, RoutingContext context, in VariableKey key);
