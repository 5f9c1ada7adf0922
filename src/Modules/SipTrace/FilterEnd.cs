namespace Signalbox.Modules.SipTrace;

/// <summary>Why a filter traces no more.</summary>
internal enum FilterEnd
{
    /// <summary>It still does.</summary>
    None,

    /// <summary>Its time is over.</summary>
    Time,

    /// <summary>It has traced as many messages as it may.</summary>
    Budget,

    /// <summary>An operator stopped it.</summary>
    Stopped,
}
