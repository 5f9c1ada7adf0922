using System.Diagnostics.CodeAnalysis;
using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.DbSqlite;

/// <summary>Makes SQLite stores for <c>sqlite://</c> URLs.</summary>
internal sealed class SqliteStoreProvider(SqliteStoreOptions options) : IRecordStoreProvider
{
    /// <inheritdoc />
    public string Scheme => "sqlite";

    /// <inheritdoc />
    public bool TryCreate(string url, [NotNullWhen(true)] out IRecordStore? store, out string error)
    {
        store = SqliteUrl.TryRead(url, out var path, out error) ? new SqliteRecordStore(path, options) : null;
        return store is not null;
    }
}
