namespace Signalbox.Modules.TraceQuery.Api;

/// <summary>What the operator asks of stored messages.</summary>
public sealed record TraceOptions
{
    /// <summary>URL of the database: <c>sqlite:///path</c>, <c>postgres://user:password@host/db</c> or <c>mysql://…</c>; a path alone is a SQLite file.</summary>
    public required string Url { get; init; }

    /// <summary>Tables; empty = sip_trace and sip_capture, those that are there.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Headers that name another leg's Call-ID.</summary>
    public IReadOnlyList<string> Headers { get; init; } = ["X-CID"];

    /// <summary>How long before and after a call its other legs are looked for.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Table with the steps of scripts, which are shown between the messages; empty = they are not.</summary>
    public string StepTable { get; init; } = string.Empty;

    /// <summary>False for the messages with the Call-ID alone.</summary>
    public bool JoinsLegs { get; init; } = true;

    /// <summary>Most calls that a list shows, or messages of a call.</summary>
    public int Limit { get; init; } = TraceLimits.Messages;
}
