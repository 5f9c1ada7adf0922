namespace Signalbox.Engine.Configuration;

/// <summary>How a configuration is to be loaded.</summary>
/// <param name="Generation">Number for the new snapshot.</param>
public sealed record LoadRequest(int Generation)
{
    /// <summary>The generation whose values of parameters that need a restart are kept; null to take what the file says.</summary>
    public Snapshot? Keep { get; init; }

    /// <summary>Gets the paths of all files that the load asks for, also of those that are not there; null when nobody wants to know.</summary>
    public ICollection<string>? Tried { get; init; }

    /// <summary>Texts of files that are used in place of those on the disk, by path; for going back to an earlier generation.</summary>
    public IReadOnlyDictionary<string, string>? Files { get; init; }
}
