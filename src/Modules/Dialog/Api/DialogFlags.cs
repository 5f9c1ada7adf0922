namespace Signalbox.Modules.Dialog.Api;

/// <summary>The peer's flags of a dialog, as listings show them.</summary>
[Flags]
internal enum DialogFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Answered, not yet in the database.</summary>
    New = 1,

    /// <summary>Changed since it was stored.</summary>
    Changed = 2,

    /// <summary>Ended by a BYE.</summary>
    HasBye = 4,

    /// <summary>Variables changed since they were stored.</summary>
    ChangedVariables = 128,

    /// <summary>Its INVITE has a transaction.</summary>
    HasTransaction = 512,

    /// <summary>Profiles changed since they were stored.</summary>
    ChangedProfiles = 1024,
}
