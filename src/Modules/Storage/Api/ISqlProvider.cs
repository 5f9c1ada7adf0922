using System.Diagnostics.CodeAnalysis;

namespace Signalbox.Modules.Storage.Api;

/// <summary>Makes databases that answer SQL for the URLs of one scheme; implemented by each database module.</summary>
internal interface ISqlProvider
{
    /// <summary>Scheme of the URLs, e.g. <c>sqlite</c>.</summary>
    string Scheme { get; }

    /// <summary>Reads a URL and makes a database that is not opened yet.</summary>
    /// <param name="url">The whole URL.</param>
    /// <param name="database">The database.</param>
    /// <param name="error">What is wrong with the URL, one line.</param>
    bool TryCreate(string url, [NotNullWhen(true)] out ISqlDatabase? database, out string error);

    /// <summary>As <see cref="TryCreate"/>, for reading alone: nothing is made or changed, not even the form of its files.</summary>
    /// <param name="url">The whole URL.</param>
    /// <param name="databases">The parts of the database, oldest rows first; one when it is not cut into files by time.</param>
    /// <param name="error">What is wrong with the URL, one line.</param>
    bool TryCreateReaders(string url, out IReadOnlyList<ISqlDatabase> databases, out string error)
    {
        databases = TryCreate(url, out var database, out error) ? [database] : [];
        return databases.Count > 0;
    }
}
