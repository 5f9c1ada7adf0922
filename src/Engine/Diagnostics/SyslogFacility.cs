namespace Signalbox.Engine.Diagnostics;

/// <summary>What kind of program a syslog line comes from; the numbers are those of RFC 5424 §6.2.1.</summary>
public enum SyslogFacility
{
    /// <summary>LOG_KERN.</summary>
    Kern = 0,

    /// <summary>LOG_USER.</summary>
    User = 1,

    /// <summary>LOG_MAIL.</summary>
    Mail = 2,

    /// <summary>LOG_DAEMON.</summary>
    Daemon = 3,

    /// <summary>LOG_AUTH.</summary>
    Auth = 4,

    /// <summary>LOG_SYSLOG.</summary>
    Syslog = 5,

    /// <summary>LOG_LPR.</summary>
    Lpr = 6,

    /// <summary>LOG_NEWS.</summary>
    News = 7,

    /// <summary>LOG_UUCP.</summary>
    Uucp = 8,

    /// <summary>LOG_CRON.</summary>
    Cron = 9,

    /// <summary>LOG_AUTHPRIV.</summary>
    AuthPriv = 10,

    /// <summary>LOG_FTP.</summary>
    Ftp = 11,

    /// <summary>LOG_LOCAL0.</summary>
    Local0 = 16,

    /// <summary>LOG_LOCAL1.</summary>
    Local1 = 17,

    /// <summary>LOG_LOCAL2.</summary>
    Local2 = 18,

    /// <summary>LOG_LOCAL3.</summary>
    Local3 = 19,

    /// <summary>LOG_LOCAL4.</summary>
    Local4 = 20,

    /// <summary>LOG_LOCAL5.</summary>
    Local5 = 21,

    /// <summary>LOG_LOCAL6.</summary>
    Local6 = 22,

    /// <summary>LOG_LOCAL7.</summary>
    Local7 = 23,
}
