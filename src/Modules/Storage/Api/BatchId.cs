namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// Names a batch for ever, so that a store can tell whether it has it already: it keeps the last sequence of each writer
/// and changes it in the transaction of the rows.
/// </summary>
/// <param name="Writer">The queue that made the batch, another one after each start: 32 hexadecimal digits.</param>
/// <param name="Sequence">Grows by one from batch to batch of a writer, from 1.</param>
internal readonly record struct BatchId(string Writer, long Sequence);
