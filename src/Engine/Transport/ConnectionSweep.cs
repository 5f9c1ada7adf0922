using Signalbox.Engine.Routing;
using Signalbox.Engine.Timers;

namespace Signalbox.Engine.Transport;

/// <summary>Once a second closes what is idle, what sends half a message and what takes nothing.</summary>
internal sealed class ConnectionSweep(StreamConnections connections, ITimers timers) : TimerNode
{
    private const long MaxIncompleteMilliseconds = 5_000;
    private const long MaxStuckMilliseconds = 10_000;
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

        var now = connections.Now;
        var lifetime = connections.Settings.TcpConnectionLifetime * 1000L;
        foreach (var connection in connections.All)
        {
            if (IsIdle(connection, now, lifetime) || IsHalf(connection, now) || IsStuck(connection, now))
                connection.Close();
        }

        timers.Schedule(this, Period);
    }

    private static bool IsIdle(StreamConnection connection, long now, long lifetime) =>
        lifetime >= 0 && now - connection.LastActive > lifetime;

    private static bool IsHalf(StreamConnection connection, long now) =>
        connection.IncompleteSince is > 0 and var since && now - since > MaxIncompleteMilliseconds;

    private static bool IsStuck(StreamConnection connection, long now)
    {
        var writer = connection.Writer;
        if (!writer.IsBehind || writer.Written != connection.LastProgress.Written)
        {
            connection.LastProgress = (writer.Written, now);
            return false;
        }

        return now - connection.LastProgress.At > MaxStuckMilliseconds;
    }
}
