namespace Signalbox.Modules.SipCapture;

/// <summary>Parameters that shape rows. Immutable.</summary>
internal sealed record CaptureSettings
{
    /// <summary>Name of this node.</summary>
    public required byte[] Node { get; init; }

    /// <summary>Headers that may hold the Call-ID of the A leg, in order.</summary>
    public required byte[][] ALegHeaders { get; init; }

    /// <summary>Headers of the three custom columns.</summary>
    public required byte[][] CustomHeaders { get; init; }

    /// <summary>True to store messages whose From, To or Contact URI is broken.</summary>
    public bool KeepsBadMessages { get; init; }
}
