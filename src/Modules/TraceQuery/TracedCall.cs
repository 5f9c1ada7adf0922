namespace Signalbox.Modules.TraceQuery;

/// <summary>A call with all its legs.</summary>
/// <param name="Legs">The legs, the one that was asked for first.</param>
/// <param name="Messages">Messages of all legs by time.</param>
/// <param name="Notes">What the operator should know, e.g. that a limit was reached.</param>
internal sealed record TracedCall(IReadOnlyList<TracedLeg> Legs, IReadOnlyList<TracedMessage> Messages, IReadOnlyList<string> Notes)
{
    /// <summary>Steps of scripts by time, when they were asked for.</summary>
    public IReadOnlyList<TracedStep> Steps { get; init; } = [];

    /// <summary>The letter of a leg: A, B, … Z, then numbers.</summary>
    public string LegOf(TracedMessage message)
    {
        for (var i = 0; i < Legs.Count; i++)
        {
            if (Legs[i].CallId == message.CallId)
                return i < 26 ? ((char)('A' + i)).ToString() : (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return "?";
    }
}
