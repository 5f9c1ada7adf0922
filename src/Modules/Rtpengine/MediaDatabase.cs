using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.Rtpengine;

/// <summary>Servers in a table of a database.</summary>
internal sealed class MediaDatabase
{
    private const int MaxRows = 10000;
    private const int MaxBytes = 1 << 24;
    private readonly ISqlDatabase _database;
    private readonly string _query;

    private MediaDatabase(ISqlDatabase database, string query)
    {
        _database = database;
        _query = query;
    }

    /// <summary>The database of a URL; null with the reason when no loaded module has it or a name is none.</summary>
    public static MediaDatabase? Find(IReadOnlyList<ISqlProvider> providers, string url, string table, RtpengineModule columns, out string error)
    {
        error = $"no loaded module reads databases of the URL scheme in '{url[..Math.Max(0, url.IndexOf(':', StringComparison.Ordinal))]}'";
        foreach (var name in (ReadOnlySpan<string>)[table, columns.SetIdColumn, columns.UrlColumn, columns.WeightColumn, columns.DisabledColumn])
        {
            if (name.Length == 0 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                error = $"'{name}' is no name of a table or column";
                return null;
            }
        }

        foreach (var provider in providers)
        {
            if (url.StartsWith($"{provider.Scheme}:", StringComparison.Ordinal) && provider.TryCreate(url, out var database, out error))
                return new MediaDatabase(database, $"select {columns.SetIdColumn}, {columns.UrlColumn}, {columns.WeightColumn}, {columns.DisabledColumn} from {table}");
        }

        return null;
    }

    /// <summary>Reads the table; rows whose URL is none are left out.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public List<(int Set, NodeAddress Address, bool IsDisabled)> Load()
    {
        var rows = _database.Query(_query, new SqlLimit(MaxRows, MaxBytes));
        var found = new List<(int, NodeAddress, bool)>();
        foreach (var row in rows.Rows)
        {
            if (NodeAddress.TryParse($"{row[1].ToText()}={Math.Max(0, row[2].ToInteger())}", out var address, out _))
                found.Add(((int)row[0].ToInteger(), address, row[3].ToInteger() != 0));
        }

        return found;
    }
}
