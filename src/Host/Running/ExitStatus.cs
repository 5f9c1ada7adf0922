namespace Signalbox.Host.Running;

/// <summary>Exit statuses, as the peer's.</summary>
internal static class ExitStatus
{
    /// <summary>Done, or stopped by a signal.</summary>
    public const int Done = 0;

    /// <summary>A call or reload was refused by the server.</summary>
    public const int Refused = 1;

    /// <summary>Bad command line, bad configuration, cannot start, cannot connect.</summary>
    public const int Failed = 255;
}
