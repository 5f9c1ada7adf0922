using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;
using Signalbox.Engine.Values;
using Signalbox.Modules.Tm.Api;

namespace Signalbox.Modules.Dispatcher;

/// <summary>Pings destinations and keeps their states by the answers.</summary>
internal sealed class DispatchPinger(IPingSettings settings, ILocalRequests requests, ITimers timers) : ILocalRequestOwner
{
    private const int LocalTimeout = 408;
    private const int Once = 0;
    private const int All = 1;
    private const int OnlyInactive = 2;
    private const int Always = 3;
    private const double Thousandths = 1000;

    /// <summary>Pings those that the mode says.</summary>
    public void PingAll(WorkerState worker)
    {
        if (!settings.IsPinging)
            return;

        foreach (var set in settings.Sets)
        {
            foreach (var target in set.Targets)
            {
                if (IsWanted(settings.ProbingMode, target.Flags))
                    Ping(target);
            }
        }
    }

    /// <inheritdoc />
    public void Answered(LocalRequest request, in LocalReply reply)
    {
        if (!reply.IsFinal || request.State is not Sent sent)
            return;

        var target = sent.Target;
        Measure(sent, reply);

        // Somebody may have switched it off since.
        if (target.Flags.HasFlag(DestinationFlags.Disabled))
            return;

        var change = settings.GoodReplies.IsGood(reply.Code)
            ? target.Succeed(settings.InactiveThreshold, settings.ProbingMode is All or Always ? DestinationFlags.Probing : DestinationFlags.None)
            : target.Fail(settings.ProbingThreshold, settings.ProbingMode == Once ? DestinationFlags.None : DestinationFlags.Probing);
        settings.Events.Tell(reply.Worker, change, target, reply.Code, reply.Reason);
    }

    /// <summary>True when a destination in that state is to be pinged.</summary>
    internal static bool IsWanted(int mode, DestinationFlags flags)
    {
        if (flags.HasFlag(DestinationFlags.Disabled))
            return false;

        return mode switch
        {
            All => true,
            OnlyInactive => flags.HasFlag(DestinationFlags.Inactive | DestinationFlags.Probing),
            _ => flags.HasFlag(DestinationFlags.Probing),
        };
    }

    private void Measure(Sent sent, in LocalReply reply)
    {
        if (!settings.MeasuresLatency)
            return;

        if (reply.Received is null && reply.Code == LocalTimeout)
            sent.Target.Latency.TimedOut();
        else if (reply.Received is not null)
            sent.Target.Latency.Answered((int)Math.Min(int.MaxValue, timers.NowMilliseconds - sent.At), settings.LatencyAlpha / Thousandths);
    }

    private void Ping(DispatchTarget target)
    {
        var attributes = target.Line.Attributes;
        requests.Post(new LocalRequest
        {
            Method = Latin1.ToBytes(settings.PingMethod),
            RequestUri = target.UriBytes,
            From = Latin1.ToBytes($"<{attributes.PingFrom ?? settings.PingFrom}>"),
            To = Latin1.ToBytes($"<{target.Line.Uri}>"),
            NextHop = Latin1.ToBytes(attributes.OutboundProxy ?? settings.OutboundProxy),
            Socket = settings.SocketOf(target),
            Owner = this,
            State = new Sent(target, timers.NowMilliseconds),
        });
    }

    private sealed record Sent(DispatchTarget Target, long At);
}
