namespace Signalbox.Script.Compilation;

/// <summary>Statements in a row.</summary>
internal sealed class CompiledBlock(CompiledStatement[] statements) : CompiledStatement
{
    public override Flow Execute(ScriptRun run) => Execute(run, statements);

    /// <summary>Runs statements until one leaves the row.</summary>
    public static Flow Execute(ScriptRun run, CompiledStatement[] statements)
    {
        foreach (var statement in statements)
        {
            var flow = statement.Execute(run);
            if (flow != Flow.Next)
                return flow;
        }

        return Flow.Next;
    }
}
