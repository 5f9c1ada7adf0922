namespace Signalbox.Engine.Tap;

/// <summary>Who made a message that the tap shows.</summary>
public enum MessageOrigin
{
    /// <summary>Received from the network.</summary>
    Network,

    /// <summary>Relayed or forwarded, statefully or not.</summary>
    Forwarded,

    /// <summary>A stateless reply of ours.</summary>
    StatelessReply,

    /// <summary>A reply of ours inside a transaction (100, 408, t_reply, 200 to a CANCEL).</summary>
    TransactionReply,

    /// <summary>An ACK of ours to a negative final reply.</summary>
    LocalAck,

    /// <summary>A CANCEL of ours.</summary>
    LocalCancel,

    /// <summary>Any other request of ours.</summary>
    LocalRequest,

    /// <summary>Keepalives and other bytes that are no SIP message.</summary>
    Keepalive,
}
