using Microsoft.Extensions.Logging;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.SipTrace;

/// <summary>Steps as lines of the log, for a server without a database.</summary>
internal sealed class StepLog(ILogger log) : IStepSink
{
    /// <inheritdoc />
    public void Store(RoutingContext context, ReadOnlySpan<byte> callId, in ScriptStep step)
    {
        if (!log.IsEnabled(LogLevel.Information))
            return;

        var text = context.Worker.RentWriter();
        step.Value.WriteTo(text);
        log.LogInformation(
            "script of {CallId}: {Depth} {Kind} {Name} {Value} in {Route} {Place}",
            Line(callId), step.Depth, Latin1.ToText(StepTracer.Word(step.Kind)), step.Position.Function, Line(text.Written[..Math.Min(text.Length, StepColumns.MaxValue)]), step.Position.Route, step.Position.Place);
        context.Worker.Return(text);
    }

    // What strangers sent must not begin a line of its own.
    private static string Line(ReadOnlySpan<byte> text) =>
        string.Create(text.Length, text, static (line, bytes) =>
        {
            for (var i = 0; i < line.Length; i++)
                line[i] = bytes[i] is >= (byte)' ' and not 127 ? (char)bytes[i] : '.';
        });
}
