namespace Signalbox.Modules.TraceQuery.Api;

/// <summary>How much is taken from a database at once.</summary>
public static class TraceLimits
{
    /// <summary>Messages of one call with all its legs, unless asked for otherwise.</summary>
    public const int Messages = 5_000;

    /// <summary>Calls of a list, unless asked for otherwise.</summary>
    public const int Calls = 100;

    /// <summary>Most that can be asked for.</summary>
    public const int Most = 100_000;

    /// <summary>Bytes of one answer of the database.</summary>
    public const int Bytes = 256 << 20;

    /// <summary>Newest rows of a table that a list looks at.</summary>
    public const int ListedRows = 200_000;

    /// <summary>Legs of one call.</summary>
    public const int Legs = 64;

    /// <summary>Times that newly found legs are searched for further ones.</summary>
    public const int Rounds = 8;

    /// <summary>Ids that are searched for at once.</summary>
    public const int Tokens = 64;

    /// <summary>Messages of other Call-IDs that one search looks into.</summary>
    public const int Candidates = 2_000;
}
