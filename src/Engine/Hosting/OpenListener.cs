using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Hosting;

/// <summary>A bound listener with the threads that work on it.</summary>
internal sealed class OpenListener(ListenTarget target, ListenSocket socket)
{
    /// <summary>What the configuration asked for; changes with a new name or advertised address.</summary>
    public ListenTarget Target { get; set; } = target;

    /// <summary>The socket.</summary>
    public ListenSocket Socket { get; } = socket;

    /// <summary>Receivers, for UDP.</summary>
    public List<UdpWorker> Receivers { get; } = [];

    /// <summary>Their workers, which another listener may get when this one is closed.</summary>
    public WorkerState[] Workers { get; set; } = [];

    /// <summary>Last generation that listened here, once it is retired.</summary>
    public int LastGeneration { get; set; }

    /// <summary>True when it serves a target: the same transport and address.</summary>
    public bool Serves(ListenTarget other) => Target.Protocol == other.Protocol && Target.Local.Equals(other.Local);

    /// <summary>Ends the receivers and closes the socket.</summary>
    /// <param name="limit">Longest wait for a receiver.</param>
    /// <returns>False when one was still busy.</returns>
    public bool Close(TimeSpan limit)
    {
        var ended = true;
        foreach (var receiver in Receivers)
            receiver.Stop();

        (Socket as UdpListener)?.StopReceiving();
        foreach (var receiver in Receivers)
            ended &= receiver.Join(limit);

        ((IDisposable)Socket).Dispose();
        return ended;
    }
}
