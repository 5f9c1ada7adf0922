namespace Signalbox.Modules.TraceQuery;

/// <summary>One leg of a call.</summary>
/// <param name="CallId">Its Call-ID.</param>
/// <param name="Reason">What joins it to the others; empty for the leg that was asked for.</param>
internal sealed record TracedLeg(string CallId, string Reason);
