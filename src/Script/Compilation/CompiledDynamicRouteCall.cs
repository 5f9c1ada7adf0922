using System.Collections.Frozen;
using Signalbox.Engine.Diagnostics;

namespace Signalbox.Script.Compilation;

/// <summary><c>route(expression)</c>: the name is known at run time only.</summary>
internal sealed class CompiledDynamicRouteCall(CompiledExpression name, Lazy<FrozenDictionary<string, CfgRoute>> routes, SourceSpan span, IScriptLog log) : CompiledInvocation
{
    public override long Invoke(ScriptRun run)
    {
        var text = name.Evaluate(run).ToText();
        if (routes.Value.TryGetValue(text, out var route))
            return CompiledRouteCall.Run(run, route);

        run.LogError(log, span, $"route \"{text}\" not found");
        run.Context.ReturnCode = -1;
        return -1;
    }
}
