using System.Diagnostics.CodeAnalysis;
using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Storage.Api;

/// <summary>Finds the module that serves a database URL.</summary>
internal static class SqlProviders
{
    /// <summary>A database that is not opened yet; null after an error was reported.</summary>
    /// <param name="validation">Loaded modules, and where errors go.</param>
    /// <param name="parameter">The parameter with the URL.</param>
    /// <param name="url">Its value.</param>
    public static ISqlDatabase? Find(ModuleValidation validation, string parameter, string url)
    {
        if (TryCreate(validation.All<ISqlProvider>(), url, out var database, out var error, out var hint))
            return database;

        validation.Error(parameter, error, hint);
        return null;
    }

    /// <summary>A database that is not opened yet.</summary>
    public static bool TryCreate(IReadOnlyList<ISqlProvider> providers, string url, [NotNullWhen(true)] out ISqlDatabase? database, out string error, out string hint)
    {
        database = null;
        hint = string.Empty;
        var scheme = DatabaseUrl.SchemeOf(url);
        foreach (var provider in providers)
        {
            if (provider.Scheme == scheme)
                return provider.TryCreate(url, out database, out error);
        }

        error = $"no loaded module answers SQL for '{scheme}' databases";
        hint = $"add: loadmodule \"{ModuleOf(scheme)}.so\"";
        return false;
    }

    /// <summary>The module that serves a scheme; db_sqlite for an unknown one.</summary>
    public static string ModuleOf(string scheme) => scheme switch
    {
        "mysql" => "db_mysql",
        "postgres" => "db_postgres",
        _ => "db_sqlite",
    };
}
