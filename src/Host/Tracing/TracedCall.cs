namespace Signalbox.Host.Tracing;

/// <summary>What the list shows of a call.</summary>
/// <param name="CallId">Its Call-ID.</param>
/// <param name="First">Time of its first message, UTC.</param>
/// <param name="Method">Method of its first message.</param>
/// <param name="Messages">Number of messages.</param>
/// <param name="From">Where it came from.</param>
internal sealed record TracedCall(string CallId, DateTime First, string Method, long Messages, string From);
