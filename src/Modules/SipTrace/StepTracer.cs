using Signalbox.Engine.Routing;

namespace Signalbox.Modules.SipTrace;

/// <summary>Stores the steps that scripts take with the messages of calls that an operator wants them of.</summary>
internal sealed class StepTracer(TraceFilters filters, IStepSink sink)
{
    /// <summary>True when a tracing that wants steps follows the call of a message.</summary>
    public bool Wants(RoutingContext context)
    {
        if (!filters.AnySteps || !context.Message.TryGetCallId(out var callId))
            return false;

        foreach (var filter in filters.Live)
        {
            if (filter.HasSteps && filter.Follows(context.Message.Span(callId)))
                return true;
        }

        return false;
    }

    /// <summary>Stores one, as long as a tracing that wants it may.</summary>
    public void Store(RoutingContext context, in ScriptStep step)
    {
        if (context.Message.TryGetCallId(out var range) && IsWithinBudget(context.Message.Span(range)))
            sink.Store(context, context.Message.Span(range), step);
    }

    /// <summary>The kind of a step in a word.</summary>
    public static ReadOnlySpan<byte> Word(ScriptStepKind kind) => kind switch
    {
        ScriptStepKind.Route => "route"u8,
        ScriptStepKind.Call => "call"u8,
        ScriptStepKind.Assignment => "set"u8,
        _ => "end"u8,
    };

    private bool IsWithinBudget(ReadOnlySpan<byte> callId)
    {
        var isWithin = false;
        foreach (var filter in filters.Live)
        {
            if (filter.HasSteps && filter.Follows(callId))
                isWithin |= filter.TryCountStep();
        }

        return isWithin;
    }
}
