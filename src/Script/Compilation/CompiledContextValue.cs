using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>What the old conditions ask a message for: method, addresses, ports.</summary>
internal sealed class CompiledContextValue(Func<RoutingContext, ScriptValue> read, StaticType type) : CompiledExpression
{
    public override StaticType Type => type;

    public override ScriptValue Evaluate(ScriptRun run) => read(run.Context);
}
