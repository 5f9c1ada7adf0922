namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// A database that rows go into. One thread uses it at a time. A new database is a new folder with an implementation of
/// this and of <see cref="IRecordStoreProvider"/>; the modules that write rows do not change.
/// </summary>
internal interface IRecordStore : IDisposable
{
    /// <summary>The database for messages to the operator, without any password.</summary>
    string Name { get; }

    /// <summary>Patterns of tables with a date in their names.</summary>
    DatedPatterns Patterns { get; }

    /// <summary>Opens the database and makes or checks one table.</summary>
    /// <exception cref="StoreException">It cannot be opened or written, or the table lacks a column.</exception>
    void Prepare(TableLayout layout, string table);

    /// <summary>
    /// Stores rows in one transaction, together with the batch's place in <see cref="BatchPositions"/>; rows that can never be
    /// stored are skipped and counted. A batch that is there already is left alone.
    /// </summary>
    /// <exception cref="StoreException">The batch is not stored, or nobody knows; it may be tried again later under the same name.</exception>
    BatchResult Write(ReadOnlySpan<StoredRow> rows, in BatchId id);

    /// <summary>Called about every minute by the thread that writes: makes partitions ahead, drops what is too old or too much.</summary>
    /// <exception cref="StoreException">It did not work now.</exception>
    void Maintain(DateTime utcNow);
}
