namespace Signalbox.Modules.Storage.Api;

/// <summary>What became of a batch that the database took.</summary>
/// <param name="Written">Rows stored.</param>
/// <param name="Failed">Rows refused for good, e.g. because their table does not exist.</param>
/// <param name="Error">Why the first of them was refused; null when none was.</param>
/// <param name="WasThere">True when an earlier try, whose answer was lost, had stored the batch; nothing was done now.</param>
internal readonly record struct BatchResult(int Written, int Failed, string? Error, bool WasThere = false);
