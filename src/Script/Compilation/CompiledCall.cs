using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Script.Compilation;

/// <summary>A call of a declared function.</summary>
internal sealed class CompiledCall(object module, FunctionDescriptor function, CompiledExpression[] arguments, ScriptPosition position, bool setsReturnCode) : CompiledInvocation
{
    private readonly ScriptValue[]? _constants = Array.TrueForAll(arguments, static one => one.Constant is not null)
        ? Array.ConvertAll(arguments, static one => one.Constant!.Value)
        : null;

    public override long Invoke(ScriptRun run)
    {
        run.Context.BeginStatement(position);
        var result = _constants is not null ? function.Invoke(module, run.Context, _constants) : InvokeWithArguments(run);
        var code = result.ToInteger();
        if (setsReturnCode)
            run.Context.ReturnCode = (int)code;

        if (run.Observer is not null)
            run.Tell(ScriptStepKind.Call, position, ScriptValue.Of(code));

        if (code == 0)
            run.Pending = Flow.Exit;

        return code;
    }

    private ScriptValue InvokeWithArguments(ScriptRun run)
    {
        var context = run.Context;
        var writer = context.Worker.RentWriter();
        var buffer = default(ArgumentBuffer);
        Span<ScriptValue> values = buffer;
        for (var i = 0; i < arguments.Length; i++)
            values[i] = arguments[i].EvaluateInto(run, writer);

        var result = function.Invoke(module, context, values[..arguments.Length]);
        context.Worker.Return(writer);
        return result;
    }
}
