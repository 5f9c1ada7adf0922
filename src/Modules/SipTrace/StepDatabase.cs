using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.SipTrace;

/// <summary>Steps as rows of a table; never waits for the database.</summary>
internal sealed class StepDatabase(RecordWriter writer, string table) : IStepSink
{
    /// <inheritdoc />
    public void Store(RoutingContext context, ReadOnlySpan<byte> callId, in ScriptStep step)
    {
        if (writer.Rent(StepColumns.Layout, table) is not { } row)
            return;

        var now = DateTime.UtcNow.Ticks;
        row.Set(StepColumns.TimeStamp, now);
        row.Set(StepColumns.Microseconds, now % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        row.Set(StepColumns.CallId, callId);
        row.Set(StepColumns.Depth, step.Depth);
        row.Set(StepColumns.Kind, StepTracer.Word(step.Kind));
        Set(row, StepColumns.Name, step.Position.Function);
        SetValue(context, row, step.Value);
        Set(row, StepColumns.Route, step.Position.Route);
        Set(row, StepColumns.Place, step.Position.Place);
        writer.Enqueue(row);
    }

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
