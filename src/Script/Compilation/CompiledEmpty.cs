namespace Signalbox.Script.Compilation;

/// <summary>A lone <c>;</c>.</summary>
internal sealed class CompiledEmpty : CompiledStatement
{
    public override Flow Execute(ScriptRun run) => Flow.Next;
}
