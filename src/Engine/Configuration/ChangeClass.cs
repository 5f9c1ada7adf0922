namespace Signalbox.Engine.Configuration;

/// <summary>What a reload does with a change (spec reload §4.4).</summary>
public enum ChangeClass
{
    /// <summary>It counts with the swap.</summary>
    Live,

    /// <summary>It counts after a restart.</summary>
    NeedsRestart,

    /// <summary>It changes nothing here: the parameter has no effect.</summary>
    Ignored,
}
