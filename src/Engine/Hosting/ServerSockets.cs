using Signalbox.Engine.Configuration;
using Signalbox.Engine.Dns;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Hosting;

/// <summary>The listeners and the threads that work on them.</summary>
internal sealed class ServerSockets(TransportTable table, StreamConnections connections, WorkerRegistry registry, INames names, TimeProvider time)
{
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(3);
    private readonly List<ListenSocket> _listeners = [];
    private readonly List<UdpWorker> _udpWorkers = [];
    private readonly List<StreamWorker> _streamWorkers = [];

    /// <summary>Binds all listeners.</summary>
    /// <exception cref="EngineStartException">One cannot be bound; all are closed again.</exception>
    public void Open(Snapshot snapshot)
    {
        var settings = snapshot.Settings;
        var children = ChildrenOf(settings);
        try
        {
            foreach (var target in ListenPlan.Build(settings, names))
            {
                if (target.Protocol == TransportProtocol.Tls && snapshot.Tls is null)
                    throw new EngineStartException($"{target}: TLS needs certificates: found enable_tls=yes, expected loadmodule \"tls.so\" too");

                _listeners.Add(Open(target, settings, children, !snapshot.UsesSocketPerWorker));
            }
        }
        catch
        {
            Close();
            throw;
        }

        table.Set([.. _listeners]);
        if (settings.AutoAliases)
            table.Add(ReverseNames.Ask(_listeners, names));
    }

    /// <summary>Starts the workers; messages that came meanwhile waited in the kernel.</summary>
    public void Start(CoreSettings settings, IMessageInput input)
    {
        var children = ChildrenOf(settings);
        var hasStreams = false;
        foreach (var listener in _listeners)
        {
            if (listener is UdpListener udp)
                AddUdpWorkers(udp, children, input);
            else
                hasStreams = true;
        }

        if (hasStreams)
            StartStreams(settings.TcpChildren > 0 ? settings.TcpChildren : children, input);

        foreach (var worker in _udpWorkers)
            worker.Start();
    }

    /// <summary>Ends receiving and lets each worker finish its message; sending still works.</summary>
    public void StopReceiving()
    {
        foreach (var worker in _udpWorkers)
            worker.Stop();

        foreach (var worker in _streamWorkers)
            worker.Stop();

        foreach (var listener in _listeners)
        {
            if (listener is UdpListener udp)
                udp.StopReceiving();
            else
                ((IDisposable)listener).Dispose();
        }

        connections.Workers.Wake(Math.Max(1, _streamWorkers.Count));
        foreach (var worker in _udpWorkers)
            worker.Join(JoinLimit);

        foreach (var worker in _streamWorkers)
            worker.Join(JoinLimit);
    }

    /// <summary>Closes everything.</summary>
    public void Close()
    {
        connections.Dispose();
        foreach (var listener in _listeners)
            ((IDisposable)listener).Dispose();
    }

    private static int ChildrenOf(CoreSettings settings) =>
        settings.Children > 0 ? settings.Children : Math.Max(2, Environment.ProcessorCount);

    private ListenSocket Open(ListenTarget target, CoreSettings settings, int children, bool isShared)
    {
        if (target.Protocol == TransportProtocol.Udp)
            return SocketOpener.OpenUdp(target, children, isShared);

        var (socket, local) = SocketOpener.OpenStream(target, settings);
        return new StreamListener(target, local, socket, connections);
    }

    private void AddUdpWorkers(UdpListener listener, int children, IMessageInput input)
    {
        for (var child = 0; child < children; child++)
        {
            var worker = registry.Add($"udp receiver child={child} sock={listener.Local}");
            listener.FirstWorker = worker.Index - child;
            _udpWorkers.Add(new UdpWorker(listener, child, worker, input, time));
        }
    }

    private void StartStreams(int children, IMessageInput input)
    {
        for (var child = 0; child < children; child++)
        {
            var worker = new StreamWorker(connections.Workers, registry.Add($"tcp receiver child={child}"), input);
            _streamWorkers.Add(worker);
            worker.Start();
        }

        connections.Readers = children;
        connections.Start();
        foreach (var listener in _listeners)
            (listener as StreamListener)?.Start();
    }
}
