using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>src_ip == network</c> or <c>dst_ip == network</c></summary>
internal sealed class CompiledNetwork(NetworkRange network, bool isSource) : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    public override ScriptValue Evaluate(ScriptRun run)
    {
        var received = run.Context.Received;
        return ScriptValue.Of(network.Contains(isSource ? received.Remote : received.Local) ? 1 : 0);
    }
}
