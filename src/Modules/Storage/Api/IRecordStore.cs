namespace Signalbox.Modules.Storage.Api;

/// <summary>
/// A database that rows go into. One thread uses it at a time. A new database is a new folder with an implementation of
/// this and of <see cref="IRecordStoreProvider"/>; the modules that write rows do not change.
/// </summary>
internal interface IRecordStore : IDisposable
{
    /// <summary>The database for messages to the operator, without any password.</summary>
    string Name { get; }

    /// <summary>Opens the database and makes or checks one table.</summary>
    /// <exception cref="StoreException">It cannot be opened or written, or the table lacks a column.</exception>
    void Prepare(TableLayout layout, string table);

    /// <summary>Stores rows in one transaction; rows that can never be stored are skipped and counted.</summary>
    /// <exception cref="StoreException">Nothing of the batch was stored; it may be tried again later.</exception>
    BatchResult Write(ReadOnlySpan<StoredRow> rows);
}
