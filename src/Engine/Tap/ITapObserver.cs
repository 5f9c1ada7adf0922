namespace Signalbox.Engine.Tap;

/// <summary>
/// Sees every message. Called by the worker that handles it, so it must neither block nor throw; what it wants to keep
/// it copies. A module that implements this is found when its snapshot is built.
/// </summary>
public interface ITapObserver
{
    /// <summary>Bytes came from a socket; they are not parsed yet. HEP packets and captured messages are not shown.</summary>
    void Received(in TapEvent message);

    /// <summary>Bytes were handed to a socket.</summary>
    void Sent(in TapEvent message);

    /// <summary>
    /// A received message, shown before as <see cref="Received"/>, turned out to belong to a transaction (reply, ACK to a
    /// negative reply, CANCEL, retransmission), or is an ACK that the stateless replier absorbed (no transaction then).
    /// </summary>
    void Matched(in TapEvent message);
}
