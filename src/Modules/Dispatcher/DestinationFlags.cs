namespace Signalbox.Modules.Dispatcher;

/// <summary>State of a destination; the numbers are those of list files and tables.</summary>
[Flags]
internal enum DestinationFlags
{
    /// <summary>Active, not probed.</summary>
    None = 0,

    /// <summary>Not used.</summary>
    Inactive = 1,

    /// <summary>Failed lately, used on.</summary>
    Trying = 2,

    /// <summary>Switched off by the operator.</summary>
    Disabled = 4,

    /// <summary>Probed.</summary>
    Probing = 8,

    /// <summary>Host is not looked up when the list is read.</summary>
    NoResolve = 16,
}
