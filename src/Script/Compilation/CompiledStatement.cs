namespace Signalbox.Script.Compilation;

/// <summary>A statement ready to run. Immutable; shared by all workers.</summary>
internal abstract class CompiledStatement
{
    /// <summary>Runs it; leaves its result in <see cref="ScriptRun.Code"/>.</summary>
    public abstract Flow Execute(ScriptRun run);
}
