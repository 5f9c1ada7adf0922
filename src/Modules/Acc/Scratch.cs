using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;

namespace Signalbox.Modules.Acc;

/// <summary>A message object of each worker for reading replies.</summary>
internal static class Scratch
{
    private static readonly object Key = new();

    /// <summary>That of a worker; what it held is gone with the next use.</summary>
    public static SipMessage Of(WorkerState worker)
    {
        if (worker.Locals.TryGetValue(Key, out var known))
            return (SipMessage)known;

        var made = new SipMessage();
        worker.Locals.Add(Key, made);
        return made;
    }
}
