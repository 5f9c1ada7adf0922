using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Routing;

namespace Signalbox.Script.Binding;

/// <summary>A function of a script that the cfg names in a call.</summary>
/// <param name="Caller">The cfg function, e.g. <c>lua_run</c>, <c>t_on_failure</c>.</param>
/// <param name="Name">What it names.</param>
/// <param name="Span">Where.</param>
/// <param name="Script">The module whose script it is; null for a route to arm, which a script may define.</param>
internal sealed record NamedFunction(string Caller, string Name, SourceSpan Span, IScriptModule? Script);
