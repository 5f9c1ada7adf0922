namespace Signalbox.Modules.Storage.Api;

/// <summary>What a record queue counted since it was made.</summary>
/// <param name="Enqueued">Rows accepted.</param>
/// <param name="Written">Rows stored.</param>
/// <param name="Failed">Rows that the database refused for good.</param>
/// <param name="Dropped">Rows lost because the queue was full or the server stopped first.</param>
/// <param name="Depth">Rows waiting now.</param>
internal readonly record struct RecordCounters(long Enqueued, long Written, long Failed, long Dropped, long Depth);
