namespace Signalbox.Modules.DbSqlite;

/// <summary>How long rows go to one file.</summary>
internal enum SqliteSegmentLength
{
    /// <summary>For ever: there is one file.</summary>
    None,

    /// <summary>A day of UTC.</summary>
    Day,

    /// <summary>An hour of UTC.</summary>
    Hour,
}
