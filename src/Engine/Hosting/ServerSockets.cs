using Signalbox.Engine.Configuration;
using Signalbox.Engine.Dns;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Hosting;

/// <summary>The listeners and the threads that work on them.</summary>
internal sealed partial class ServerSockets(
    TransportTable table, StreamConnections connections, WorkerRegistry registry, INames names, TimeProvider time)
{
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(3);
    private readonly Lock _gate = new();
    private readonly List<StreamWorker> _streamWorkers = [];

    // Of closed listeners: a worker stays in the listings and counters for ever, so a new listener takes them over.
    private readonly Stack<WorkerState[]> _spareWorkers = new();
    private List<OpenListener> _listeners = [];
    private IMessageInput? _input;
    private int _children;

    /// <summary>Binds all listeners.</summary>
    /// <exception cref="EngineStartException">One cannot be bound; all are closed again.</exception>
    public void Open(Snapshot snapshot)
    {
        var settings = snapshot.Settings;
        _children = ChildrenOf(settings);
        try
        {
            foreach (var target in Plan(snapshot))
                _listeners.Add(Open(target, snapshot));
        }
        catch
        {
            Close();
            throw;
        }

        table.Set(SocketsOf(_listeners));
        if (settings.AutoAliases)
            table.Add(ReverseNames.Ask(table.Sockets, names));
    }

    /// <summary>Starts the workers; messages that came meanwhile waited in the kernel.</summary>
    public void Start(CoreSettings settings, IMessageInput input)
    {
        _input = input;
        foreach (var listener in _listeners)
            StartOne(listener, settings);
    }

    /// <summary>Ends receiving and lets each worker finish its message; sending still works.</summary>
    public void StopReceiving()
    {
        var all = All();
        foreach (var worker in _streamWorkers)
            worker.Stop();

        foreach (var listener in all)
        {
            foreach (var receiver in listener.Receivers)
                receiver.Stop();

            if (listener.Socket is UdpListener udp)
                udp.StopReceiving();
            else
                ((IDisposable)listener.Socket).Dispose();
        }

        connections.Workers.Wake(Math.Max(1, _streamWorkers.Count));
        foreach (var listener in all)
        {
            foreach (var receiver in listener.Receivers)
                receiver.Join(JoinLimit);
        }

        foreach (var worker in _streamWorkers)
            worker.Join(JoinLimit);
    }

    /// <summary>Closes everything.</summary>
    public void Close()
    {
        connections.Dispose();
        foreach (var listener in All())
            ((IDisposable)listener.Socket).Dispose();
    }

    private static int ChildrenOf(CoreSettings settings) =>
        settings.Children > 0 ? settings.Children : Math.Max(2, Environment.ProcessorCount);

    private static ListenSocket[] SocketsOf(List<OpenListener> listeners) => [.. listeners.ConvertAll(static one => one.Socket)];

    private List<ListenTarget> Plan(Snapshot snapshot)
    {
        var plan = ListenPlan.Build(snapshot.Settings, names);
        foreach (var target in plan)
        {
            if (target.Protocol == TransportProtocol.Tls && snapshot.Tls is null)
                throw new EngineStartException($"{target}: TLS needs certificates: found enable_tls=yes, expected loadmodule \"tls.so\" too");
        }

        return plan;
    }

    private OpenListener Open(ListenTarget target, Snapshot snapshot)
    {
        if (target.Protocol == TransportProtocol.Udp)
            return new OpenListener(target, SocketOpener.OpenUdp(target, _children, isShared: !snapshot.UsesSocketPerWorker));

        var (socket, local) = SocketOpener.OpenStream(target, snapshot.Settings);
        return new OpenListener(target, new StreamListener(target, local, socket, connections));
    }

    private void StartOne(OpenListener listener, CoreSettings settings)
    {
        if (listener.Socket is UdpListener udp)
        {
            AddReceivers(listener, udp);
            return;
        }

        if (_streamWorkers.Count == 0)
            StartStreams(settings.TcpChildren > 0 ? settings.TcpChildren : _children);

        ((StreamListener)listener.Socket).Start();
    }

    private void AddReceivers(OpenListener listener, UdpListener udp)
    {
        if (!_spareWorkers.TryPop(out var workers))
            workers = new WorkerState[_children];

        for (var child = 0; child < workers.Length; child++)
        {
            var description = $"udp receiver child={child} sock={udp.Local}";
            workers[child] ??= registry.Add(description);
            workers[child].Description = description;
        }

        // Registered one after the other, so a worker's number tells which child it is.
        udp.FirstWorker = workers[0].Index;
        listener.Workers = workers;
        for (var child = 0; child < workers.Length; child++)
            listener.Receivers.Add(new UdpWorker(udp, child, workers[child], _input!, time));

        foreach (var receiver in listener.Receivers)
            receiver.Start();
    }

    private void StartStreams(int children)
    {
        for (var child = 0; child < children; child++)
        {
            var worker = new StreamWorker(connections.Workers, registry.Add($"tcp receiver child={child}"), _input!);
            _streamWorkers.Add(worker);
            worker.Start();
        }

        connections.Readers = children;
        connections.Start();
    }
}
