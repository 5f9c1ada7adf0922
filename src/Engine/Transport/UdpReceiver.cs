using Signalbox.Engine.Hosting;
using Signalbox.Engine.Routing;

namespace Signalbox.Engine.Transport;

/// <summary>Takes datagrams from a socket and runs each to its end; one thread calls it.</summary>
internal abstract class UdpReceiver(UdpListener listener, WorkerState worker, IMessageInput input)
{
    /// <summary>The address it belongs to.</summary>
    protected UdpListener Listener => listener;

    /// <summary>Its thread is there; called once, on it.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>Blocks for the next datagrams and runs them.</summary>
    /// <returns>False when the kernel refused.</returns>
    public abstract bool Next();

    /// <summary>Runs one datagram.</summary>
    /// <param name="buffer">The bytes, from the start.</param>
    /// <param name="length">Their number; 0 is no message.</param>
    /// <param name="remote">Who sent it.</param>
    /// <param name="local">The address it was sent to; not set when the socket has only one.</param>
    /// <param name="utcTicks">When it was received.</param>
    protected void Process(byte[] buffer, int length, in HostEndPoint remote, in HostEndPoint local, long utcTicks)
    {
        if (length == 0)
            return;

        var from = new ReceivedFrom
        {
            Socket = listener,
            Remote = remote,
            Local = local.IsSet ? local : listener.Local,
            Protocol = TransportProtocol.Udp,
            UtcTicks = utcTicks,
        };
        input.Process(worker, buffer, length, from);
    }
}
