using System.Diagnostics.CodeAnalysis;

namespace Signalbox.Modules.DbSqlite;

/// <summary>Reads <c>sqlite:///abs/path</c>, <c>sqlite:////abs/path</c> and <c>sqlite://relative/path</c>.</summary>
internal static class SqliteUrl
{
    private const string Prefix = "sqlite://";

    /// <summary>The file's path: everything after the two slashes.</summary>
    public static bool TryRead(string url, [NotNullWhen(true)] out string? path, out string error)
    {
        path = null;
        error = string.Empty;
        if (!url.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            error = $"'{url}' is no SQLite URL; expected sqlite:///path/to/file.db";
            return false;
        }

        var rest = url[Prefix.Length..];
        if (rest.Trim('/').Length == 0)
        {
            error = $"'{url}' names no database file; expected sqlite:///path/to/file.db";
            return false;
        }

        // Four slashes are the peer's way of writing an absolute path.
        path = rest[0] == '/' ? "/" + rest.TrimStart('/') : rest;
        return true;
    }
}
