using Signalbox.Engine.Configuration;
using Signalbox.Engine.Transport;

namespace Signalbox.Engine.Hosting;

/// <content>Listeners that come and go with a reload (spec reload §4.4).</content>
internal sealed partial class ServerSockets
{
    private readonly List<OpenListener> _retired = [];

    /// <summary>Works out what a generation changes and binds what is new; nothing is used yet.</summary>
    /// <param name="next">The generation.</param>
    /// <param name="checkOnly">True to bind nothing.</param>
    /// <exception cref="EngineStartException">An address is unknown or cannot be bound; what was bound is closed again.</exception>
    public ListenChange Prepare(Snapshot next, bool checkOnly)
    {
        var change = new ListenChange();
        lock (_gate)
        {
            change.Removed.AddRange(_listeners);
            try
            {
                foreach (var target in Plan(next))
                    AddTo(change, target, next, checkOnly);
            }
            catch
            {
                Undo(change);
                throw;
            }
        }

        return change;
    }

    /// <summary>Closes what <see cref="Prepare"/> has bound.</summary>
    public void Undo(ListenChange change)
    {
        foreach (var listener in change.Opened)
            ((IDisposable)listener.Socket).Dispose();

        change.Opened.Clear();
    }

    /// <summary>Puts the listeners of the new generation into the table; those that go can still be sent from.</summary>
    public void Take(ListenChange change)
    {
        lock (_gate)
        {
            foreach (var (listener, target) in change.Next)
            {
                if (!listener.Target.Equals(target))
                    listener.Socket.ShowAs(target);

                listener.Target = target;
                listener.Socket.IsRetired = false;
                _retired.Remove(listener);
            }

            _listeners = change.Next.ConvertAll(static one => one.Listener);
            table.Set(SocketsOf(_listeners), SocketsOf([.. _retired, .. change.Removed]));
        }
    }

    /// <summary>
    /// After the swap: the new listeners begin to receive, the removed ones take no new requests. A stream listener closes at once, its
    /// connections stay; a UDP one goes on with the transactions of generations up to <paramref name="lastGeneration"/>.
    /// </summary>
    public void Retire(ListenChange change, int lastGeneration)
    {
        lock (_gate)
        {
            foreach (var listener in change.Opened)
                StartOne(listener, connections.Settings);

            foreach (var listener in change.Removed)
            {
                listener.LastGeneration = lastGeneration;
                if (listener.Socket is UdpListener)
                    listener.Socket.IsRetired = true;
                else
                    ((IDisposable)listener.Socket).Dispose();

                _retired.Add(listener);
            }
        }
    }

    /// <summary>Closes the removed listeners that no generation uses any more.</summary>
    /// <param name="oldest">The oldest generation that is still in use.</param>
    public void CloseUnused(int oldest)
    {
        List<OpenListener> unused;
        lock (_gate)
        {
            unused = _retired.FindAll(one => one.LastGeneration < oldest);
            if (unused.Count == 0)
                return;

            _retired.RemoveAll(one => one.LastGeneration < oldest);
            table.Set(SocketsOf(_listeners), SocketsOf(_retired));
        }

        foreach (var listener in unused)
        {
            if (!listener.Close(JoinLimit) || listener.Workers.Length == 0)
                continue;

            lock (_gate)
                _spareWorkers.Push(listener.Workers);
        }
    }

    /// <summary>What an operator should know about a generation and the sockets as they are.</summary>
    public IReadOnlyList<string> WarningsFor(Snapshot snapshot)
    {
        lock (_gate)
        {
            foreach (var listener in _listeners)
            {
                if (listener.Socket is UdpListener { IsShared: false } && !snapshot.UsesSocketPerWorker && _children > 1)
                    return ["routes can now wait for the world, and each UDP worker has a socket of its own: a worker that waits holds up its senders until a restart gives all workers one socket"];
            }
        }

        return [];
    }

    private void AddTo(ListenChange change, ListenTarget target, Snapshot next, bool checkOnly)
    {
        if (change.Removed.Find(one => one.Serves(target)) is { } known)
        {
            change.Removed.Remove(known);
            change.Next.Add((known, target));
            return;
        }

        // A UDP socket that was taken away a moment ago is still bound.
        var old = _retired.Find(one => one.Serves(target) && one.Socket is UdpListener && !change.Next.Exists(other => other.Listener == one));
        if (old is not null)
        {
            change.Next.Add((old, target));
            return;
        }

        if (checkOnly)
            return;

        var opened = Open(target, next);
        change.Opened.Add(opened);
        change.Next.Add((opened, target));
    }

    private List<OpenListener> All()
    {
        lock (_gate)
            return [.. _listeners, .. _retired];
    }
}
