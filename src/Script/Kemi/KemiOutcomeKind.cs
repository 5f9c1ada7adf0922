namespace Signalbox.Script.Kemi;

/// <summary>How a callback ended.</summary>
internal enum KemiOutcomeKind
{
    /// <summary>It returned.</summary>
    Completed,

    /// <summary>It left by <c>KSR.x.exit()</c> or <c>KSR.x.drop()</c>.</summary>
    Exited,

    /// <summary>The script has no function of that name.</summary>
    Missing,

    /// <summary>A script error nobody caught, or a limit was hit.</summary>
    Failed,
}
