namespace Signalbox.Modules.Core.Api;

/// <summary>Numbers of the log levels, the peer's.</summary>
internal static class LogLevels
{
    /// <summary>L_ALERT.</summary>
    public const int Alert = -5;

    /// <summary>L_BUG.</summary>
    public const int Bug = -4;

    /// <summary>L_CRIT2.</summary>
    public const int Crit2 = -3;

    /// <summary>L_CRIT.</summary>
    public const int Crit = -2;

    /// <summary>L_ERR.</summary>
    public const int Error = -1;

    /// <summary>L_WARN.</summary>
    public const int Warning = 0;

    /// <summary>L_NOTICE.</summary>
    public const int Notice = 1;

    /// <summary>L_INFO.</summary>
    public const int Info = 2;

    /// <summary>L_DBG.</summary>
    public const int Debug = 3;
}
