namespace Signalbox.Modules.Tm;

/// <summary>What came of a relay.</summary>
/// <param name="Error">Number of the failure (<see cref="Engine.Routing.RelayErrors"/>); 0 = at least one branch is out.</param>
/// <param name="ReturnCode">What the script gets.</param>
internal readonly record struct RelayOutcome(int Error, int ReturnCode)
{
    /// <summary>At least one branch is out.</summary>
    public static RelayOutcome Sent => new(0, 1);

    /// <summary>True when nothing is out.</summary>
    public bool HasFailed => Error != 0;

    /// <summary>A failure whose number the script sees.</summary>
    public static RelayOutcome Failed(int error) => new(error, -error);
}
