using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>A declared pseudo-variable.</summary>
internal sealed class CompiledVariable(object module, VariableDescriptor variable, VariableKey key) : CompiledExpression
{
    /// <summary>Inner name that has to be put together for each message; null = <see cref="VariableKey.Name"/> of the key.</summary>
    public CompiledExpression? Inner { get; init; }

    /// <summary>Index that has to be evaluated for each message, or null.</summary>
    public CompiledExpression? Index { get; init; }

    /// <summary>False for read-only variables.</summary>
    public bool IsWritable => variable.Write is not null;

    /// <summary>True when <see cref="Assign"/> copies text at once.</summary>
    public bool Copies => variable.WriteCopies;

    public override ScriptValue Evaluate(ScriptRun run)
    {
        if (Inner is null && Index is null)
            return variable.Read(module, run.Context, key);

        var full = Key(run);
        return variable.Read(module, run.Context, full);
    }

    public override long EvaluateInteger(ScriptRun run) =>
        variable.ReadNumber is { } read ? read(module, run.Context, key).ToInteger() : Evaluate(run).ToInteger();

    /// <summary>Assigns; false when the variable refuses the value.</summary>
    public bool Assign(ScriptRun run, in ScriptValue value)
    {
        if (Inner is null && Index is null)
            return variable.Write!(module, run.Context, key, value);

        var full = Key(run);
        return variable.Write!(module, run.Context, full, value);
    }

    private VariableKey Key(ScriptRun run)
    {
        var full = key;
        if (Inner is not null)
            full = full with { Name = Inner.Evaluate(run).ToText() };

        if (Index is not null)
            full = full with { Index = VariableIndex.Of((int)Math.Clamp(Index.Evaluate(run).ToInteger(), int.MinValue, int.MaxValue)) };

        return full;
    }
}
