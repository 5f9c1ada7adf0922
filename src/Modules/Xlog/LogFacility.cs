using Signalbox.Engine.Catalog;

namespace Signalbox.Modules.Xlog;

/// <summary>A syslog facility; known so that a wrong one is refused.</summary>
/// <param name="Name">E.g. <c>LOG_LOCAL0</c>.</param>
internal readonly record struct LogFacility(string Name) : IScriptArgument<LogFacility>
{
    private static readonly string[] Known =
    [
        "LOG_AUTH", "LOG_CRON", "LOG_DAEMON", "LOG_KERN", "LOG_LOCAL0", "LOG_LOCAL1", "LOG_LOCAL2", "LOG_LOCAL3", "LOG_LOCAL4",
        "LOG_LOCAL5", "LOG_LOCAL6", "LOG_LOCAL7", "LOG_LPR", "LOG_MAIL", "LOG_NEWS", "LOG_USER", "LOG_UUCP", "LOG_AUTHPRIV", "LOG_FTP", "LOG_SYSLOG",
    ];

    /// <inheritdoc />
    public static bool TryParse(string text, out LogFacility value, out string error)
    {
        value = new LogFacility(text);
        var good = Array.IndexOf(Known, text) >= 0;
        error = good ? string.Empty : $"unknown syslog facility '{text}'";
        return good;
    }
}
