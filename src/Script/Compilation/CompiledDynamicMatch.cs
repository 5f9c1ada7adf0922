using Signalbox.Engine.Diagnostics;
using Signalbox.Engine.Values;
using Signalbox.Script.Regex;

namespace Signalbox.Script.Compilation;

/// <summary><c>=~</c> with an expression that is known at run time only; a bad one is logged and does not match.</summary>
internal sealed class CompiledDynamicMatch(CompiledExpression left, CompiledExpression right, SourceSpan span, IScriptLog log) : CompiledExpression
{
    private readonly RegexCache _cache = new();

    public override StaticType Type => StaticType.Integer;

    public override ScriptValue Evaluate(ScriptRun run)
    {
        var value = left.Evaluate(run);
        var pattern = right.Evaluate(run).ToText();
        if (!_cache.TryGet(pattern, out var matcher, out var problem))
        {
            run.LogError(log, span, problem);
            return ScriptValue.Of(0);
        }

        return ScriptValue.Of(CompiledMatch.IsMatch(matcher, value) ? 1 : 0);
    }
}
