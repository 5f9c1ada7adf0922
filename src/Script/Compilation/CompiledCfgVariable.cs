using Signalbox.Engine.Configuration;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>@cfg_get.group.name</c>: the value now, as text; a remote command may have changed it.</summary>
internal sealed class CompiledCfgVariable(CfgVariable variable) : CompiledExpression
{
    public override StaticType Type => StaticType.Text;

    public override ScriptValue Evaluate(ScriptRun run) => CfgChoice.Read(run.Context, variable);
}
