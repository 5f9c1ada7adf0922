namespace Signalbox.Script.Kemi;

/// <summary>How a callback ended, with the error text when it failed.</summary>
/// <param name="Kind">How.</param>
/// <param name="Error"><c>file:line: message</c> for <see cref="KemiOutcomeKind.Failed"/>, else empty.</param>
internal readonly record struct KemiOutcome(KemiOutcomeKind Kind, string Error)
{
    /// <summary>It returned.</summary>
    public static KemiOutcome Completed => new(KemiOutcomeKind.Completed, string.Empty);

    /// <summary>It left by exit or drop.</summary>
    public static KemiOutcome Exited => new(KemiOutcomeKind.Exited, string.Empty);

    /// <summary>No such function.</summary>
    public static KemiOutcome Missing => new(KemiOutcomeKind.Missing, string.Empty);

    /// <summary>A script error.</summary>
    public static KemiOutcome Failed(string error) => new(KemiOutcomeKind.Failed, error);
}
