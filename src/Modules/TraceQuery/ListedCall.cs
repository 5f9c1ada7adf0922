namespace Signalbox.Modules.TraceQuery;

/// <summary>What the list shows of a call.</summary>
/// <param name="First">Its first message.</param>
/// <param name="Messages">Number of messages.</param>
internal sealed record ListedCall(TracedMessage First, long Messages);
