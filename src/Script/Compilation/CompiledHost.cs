using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>src_ip == name</c> or <c>dst_ip == name</c>; asked for when the first message needs it, never at load.</summary>
internal sealed class CompiledHost(string host, bool isSource) : CompiledExpression
{
    public override StaticType Type => StaticType.Integer;

    public override ScriptValue Evaluate(ScriptRun run)
    {
        var received = run.Context.Received;
        var isThere = run.Context.Snapshot.Names is { } names && names.HasAddress(host, isSource ? received.Remote : received.Local);
        return ScriptValue.Of(isThere ? 1 : 0);
    }
}
