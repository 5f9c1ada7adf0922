namespace Signalbox.Modules.Tm;

/// <summary>The request a worker has entered into <see cref="PendingRequests"/>; 0 = none.</summary>
internal sealed class PendingMark
{
    /// <summary>Its key.</summary>
    public long Key { get; set; }
}
