using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Catalog;

/// <summary>Applies a transformation.</summary>
public delegate ScriptValue TransformationInvoker(RoutingContext context, in ScriptValue value, ReadOnlySpan<ScriptValue> arguments);
