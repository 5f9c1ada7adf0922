using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Engine.Hosting;

/// <summary>Where defects end that would otherwise end a worker: each cause is logged once, all are counted.</summary>
internal sealed class FaultLog(ILogger logger)
{
    private const int MaxCauses = 256;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Notes a defect outside of a message.</summary>
    public void Report(WorkerState worker, Exception defect, string where)
    {
        worker.Counters.Faults++;
        if (IsNew(defect, where))
            logger.LogError(defect, "defect in {Where}; further ones of this cause are only counted", where);
    }

    /// <summary>Notes a defect that cost a message.</summary>
    public void Report(WorkerState worker, Exception defect, SipMessage message, in ReceivedFrom from)
    {
        worker.Counters.Faults++;
        if (!IsNew(defect, "message"))
            return;

        var callId = message.TryGetCallId(out var range) ? Latin1.ToText(message.Span(range)) : "unknown";
        logger.LogError(
            defect,
            "defect while handling a message from {Remote}, Call-ID {CallId}; further ones of this cause are only counted",
            from.Remote,
            callId);
    }

    private bool IsNew(Exception defect, string where)
    {
        var frame = new StackTrace(defect, fNeedFileInfo: false).GetFrame(0);
        var cause = $"{where}|{defect.GetType()}|{frame?.GetMethod()?.DeclaringType}|{frame?.GetMethod()?.Name}|{frame?.GetILOffset()}";
        lock (_gate)
            return _seen.Count < MaxCauses && _seen.Add(cause);
    }
}
