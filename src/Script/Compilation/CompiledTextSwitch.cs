namespace Signalbox.Script.Compilation;

/// <summary>A switch over texts and regular expressions: the first label in the file that fits wins.</summary>
internal sealed class CompiledTextSwitch(CompiledExpression value, TextLabel[] labels, int defaultStart, CompiledStatement[] statements) : CompiledStatement
{
    public override Flow Execute(ScriptRun run)
    {
        var text = value.Evaluate(run);
        run.Code = 1;
        if (run.Pending != Flow.Next && run.TakePending(out var pending))
            return pending;

        run.Failed = false;
        foreach (var label in labels)
        {
            if (label.Fits(text))
                return CompiledIntegerSwitch.Run(run, statements, label.Start);
        }

        return defaultStart < 0 ? Flow.Next : CompiledIntegerSwitch.Run(run, statements, defaultStart);
    }
}
