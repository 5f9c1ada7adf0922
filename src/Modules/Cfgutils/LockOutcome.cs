namespace Signalbox.Modules.Cfgutils;

/// <summary>How an attempt to take a lock ended.</summary>
internal enum LockOutcome
{
    /// <summary>The caller has it.</summary>
    Taken,

    /// <summary>Another worker has it.</summary>
    Busy,

    /// <summary>The calling worker has it already: waiting would never end.</summary>
    OwnedBySelf,
}
