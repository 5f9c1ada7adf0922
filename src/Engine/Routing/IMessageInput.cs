namespace Signalbox.Engine.Routing;

/// <summary>The entrance to the engine: bytes go in, routes run.</summary>
public interface IMessageInput
{
    /// <summary>Takes a message from a transport: tap, datagram hooks, parser, routes.</summary>
    /// <param name="worker">The calling worker.</param>
    /// <param name="buffer">The bytes; must stay untouched until the call returns.</param>
    /// <param name="length">Number of bytes.</param>
    /// <param name="from">Where it came from.</param>
    void Process(WorkerState worker, byte[] buffer, int length, in ReceivedFrom from);

    /// <summary>Takes a message out of a capture packet: no tap, no hooks; <see cref="ReceivedFrom.IsCaptured"/> must be true.</summary>
    /// <param name="prepare">Called on the parsed message before its route runs, to attach items; may be null.</param>
    /// <param name="state">Handed to <paramref name="prepare"/>.</param>
    /// <returns>False when the bytes do not parse as SIP.</returns>
    bool ProcessCaptured(WorkerState worker, byte[] buffer, int length, in ReceivedFrom from, Action<RoutingContext, object?>? prepare = null, object? state = null);
}
