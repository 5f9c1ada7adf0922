using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Catalog;

/// <summary>Calls a declared function of a module instance. An argument that does not convert gives -1.</summary>
public delegate ScriptValue FunctionInvoker(object module, RoutingContext context, ReadOnlySpan<ScriptValue> arguments);
