namespace Signalbox.Modules.Storage.Api;

/// <summary>Makes stores for the database URLs of one scheme; implemented by each database module.</summary>
internal interface IRecordStoreProvider
{
    /// <summary>Scheme of the URLs, e.g. <c>sqlite</c>.</summary>
    string Scheme { get; }

    /// <summary>Reads a URL and makes a store that is not opened yet.</summary>
    /// <param name="url">The whole URL.</param>
    /// <param name="store">The store.</param>
    /// <param name="error">What is wrong with the URL, one line.</param>
    /// <returns>True when the URL can be used.</returns>
    bool TryCreate(string url, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IRecordStore? store, out string error);

    /// <summary>Limits of the queue before a store of this provider.</summary>
    /// <param name="url">The whole URL.</param>
    RecordWriterOptions OptionsFor(string url);
}
