using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;

namespace Signalbox.Engine.Transport;

/// <summary>Once a second closes what is idle, what sends half a message and what takes nothing.</summary>
internal sealed class ConnectionSweep(StreamConnections connections, ITimers timers) : TimerNode
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private volatile bool _stopped;

    /// <summary>Begins.</summary>
    public void Start() => timers.Schedule(this, Period);

    /// <summary>Ends.</summary>
    public void Stop()
    {
        _stopped = true;
        timers.Cancel(this);
    }

    /// <inheritdoc />
    public override void Fire(WorkerState worker)
    {
        if (_stopped)
            return;

        foreach (var connection in connections.All)
            Look(connection, connections.Now);

        timers.Schedule(this, Period);
    }

    private void Look(StreamConnection connection, long now)
    {
        var settings = connections.Settings;
        var isIdle = connection.LifetimeMilliseconds is >= 0 and var lifetime && now - connection.LastActive > lifetime;
        var isStuck = IsStuck(connection, now, settings.TcpSendTimeout * 1000L);
        var isHalf = connection.IncompleteSince is > 0 and var since && now - since > settings.TcpWaitData;
        if (isStuck)
            connections.Counters.SendTimedOut.Increment();
        else if (isIdle)
            connections.Counters.TimedOut.Increment();

        if (isIdle || isStuck || isHalf)
            connection.Close();
    }

    private static bool IsStuck(StreamConnection connection, long now, long limit)
    {
        var writer = connection.Writer;
        if (!writer.IsBehind || writer.Written != connection.LastProgress.Written)
        {
            connection.LastProgress = (writer.Written, now);
            return false;
        }

        return now - connection.LastProgress.At > limit;
    }
}
