using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>A variable in a shell line: its value is passed on by the shell and never read as a command.</summary>
internal sealed class CompiledShellValue(CompiledExpression operand, ShellQuote place) : CompiledExpression
{
    public override ScriptValue Evaluate(ScriptRun run)
    {
        var value = operand.Evaluate(run);
        return ScriptValue.Of(ShellQuotes.Protect(place, value.IsDefined ? value.ToText() : TextTemplate.Null));
    }
}
