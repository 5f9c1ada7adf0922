using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>src_ip == name</c> or <c>dst_ip == name</c></summary>
internal sealed class CompiledHost(HostAddresses addresses, bool isSource) : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    public override ScriptValue Evaluate(ScriptRun run)
    {
        var received = run.Context.Received;
        return ScriptValue.Of(addresses.Contains(isSource ? received.Remote : received.Local) ? 1 : 0);
    }
}
