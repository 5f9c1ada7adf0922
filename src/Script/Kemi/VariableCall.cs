using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Kemi;

/// <summary>What a <c>KSR.pv</c> function does with a bound variable; arguments without the variable's name.</summary>
internal delegate ScriptValue VariableCall(VariableReference variable, RoutingContext context, ReadOnlySpan<ScriptValue> arguments);
