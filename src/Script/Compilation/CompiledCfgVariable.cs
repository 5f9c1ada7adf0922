using Signalbox.Engine.Configuration;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary><c>@cfg_get.group.name</c>: the value now, as text; a remote command may have changed it.</summary>
/// <param name="variable">The setting.</param>
/// <param name="type">What the text counts as: <c>@cfg_get</c> is text, <c>$sel(cfg_get)</c> a number where one is needed.</param>
internal sealed class CompiledCfgVariable(CfgVariable variable, StaticType type) : CompiledExpression
{
    public override StaticType Type => type;

    public override ScriptValue Evaluate(ScriptRun run) => CfgChoice.Read(run.Context, variable);
}
