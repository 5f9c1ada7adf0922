using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Tests.SipTrace;

/// <summary>Runs a script on captured messages, like the engine does.</summary>
internal sealed class FakeInput : IMessageInput
{
    public Action<RoutingContext>? Script { get; set; }

    public void Process(WorkerState worker, byte[] buffer, int length, in ReceivedFrom from)
    {
    }

    public bool ProcessCaptured(WorkerState worker, byte[] buffer, int length, in ReceivedFrom from, Action<RoutingContext, object?>? prepare = null, object? state = null)
    {
        var context = worker.Rent();
        context.Snapshot = worker.Pinned!;
        context.Received = from;
        var parsed = context.Message.TryParse(buffer, length) && context.Message.HasRequired;
        if (parsed)
        {
            prepare?.Invoke(context, state);
            Script?.Invoke(context);
        }

        worker.Return(context);
        return parsed;
    }
}
