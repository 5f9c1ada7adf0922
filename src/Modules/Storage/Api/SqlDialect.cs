using System.Globalization;

namespace Signalbox.Modules.Storage.Api;

/// <summary>How one kind of database writes names, parameters and the insertion that may find the row there.</summary>
internal sealed class SqlDialect
{
    private SqlDialect(char quote, string parameter, bool hasConflictClause)
    {
        QuoteMark = quote;
        ParameterPrefix = parameter;
        HasConflictClause = hasConflictClause;
    }

    /// <summary>SQLite.</summary>
    public static SqlDialect Sqlite { get; } = new('"', "?", hasConflictClause: true);

    /// <summary>PostgreSQL.</summary>
    public static SqlDialect Postgres { get; } = new('"', "@p", hasConflictClause: true);

    /// <summary>MySQL and MariaDB.</summary>
    public static SqlDialect MySql { get; } = new('`', "@p", hasConflictClause: false);

    /// <summary>True for <c>ON CONFLICT</c>, false for <c>ON DUPLICATE KEY</c>.</summary>
    public bool HasConflictClause { get; }

    private char QuoteMark { get; }

    private string ParameterPrefix { get; }

    /// <summary>A name in quotes.</summary>
    public string Quote(string name) =>
        QuoteMark + name.Replace(QuoteMark.ToString(), new string(QuoteMark, 2), StringComparison.Ordinal) + QuoteMark;

    /// <summary>The name of a parameter, counted from 1.</summary>
    public string Parameter(int number) => ParameterPrefix + number.ToString(CultureInfo.InvariantCulture);
}
