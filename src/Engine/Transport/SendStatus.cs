namespace Signalbox.Engine.Transport;

/// <summary>What came of a send.</summary>
public enum SendStatus
{
    /// <summary>Handed to the kernel or queued on the connection.</summary>
    Sent,

    /// <summary>No socket of that transport and family, refused connection, or a kernel error: code 477.</summary>
    Failed,

    /// <summary>The host does not resolve: code 478.</summary>
    Unresolvable,

    /// <summary>onsend_route dropped it.</summary>
    Dropped,
}
