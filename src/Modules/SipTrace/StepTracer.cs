using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>Stores the steps that scripts take with the messages of calls that an operator wants them of; never waits for the database.</summary>
internal sealed class StepTracer(TraceFilters filters, RecordWriter writer, string table)
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

    /// <summary>Stores one.</summary>
    public void Store(RoutingContext context, in ScriptStep step)
    {
        if (!context.Message.TryGetCallId(out var range) || !IsWithinBudget(context.Message.Span(range)) || writer.Rent(StepColumns.Layout, table) is not { } row)
            return;

        var now = DateTime.UtcNow.Ticks;
        row.Set(StepColumns.TimeStamp, now);
        row.Set(StepColumns.Microseconds, now % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        row.Set(StepColumns.CallId, context.Message.Span(range));
        row.Set(StepColumns.Depth, step.Depth);
        row.Set(StepColumns.Kind, Word(step.Kind));
        Set(row, StepColumns.Name, step.Position.Function);
        SetValue(context, row, step.Value);
        Set(row, StepColumns.Route, step.Position.Route);
        Set(row, StepColumns.Place, step.Position.Place);
        writer.Enqueue(row);
    }

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

    private static ReadOnlySpan<byte> Word(ScriptStepKind kind) => kind switch
    {
        ScriptStepKind.Route => "route"u8,
        ScriptStepKind.Call => "call"u8,
        ScriptStepKind.Assignment => "set"u8,
        _ => "end"u8,
    };

    private static void Set(StoredRow row, int column, string text)
    {
        ScriptValue.Of(text).WriteTo(row.OpenText(column));
        row.CloseText(column);
    }

    private static void SetValue(RoutingContext context, StoredRow row, in ScriptValue value)
    {
        var text = context.Worker.RentWriter();
        value.WriteTo(text);
        row.Set(StepColumns.Value, text.Written[..Math.Min(text.Length, StepColumns.MaxValue)]);
        context.Worker.Return(text);
    }
}
