using Serilog.Events;

namespace Signalbox.Host.Logging;

/// <summary>The peer's log levels: names, syslog priorities, colours.</summary>
internal static class LogLevels
{
    /// <summary>Lowest level: alert.</summary>
    public const int Lowest = -5;

    /// <summary>Highest level: debug.</summary>
    public const int Highest = 3;

    private static readonly string[] Names = ["ALERT", "BUG", "CRITICAL", "CRITICAL", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG"];
    private static readonly int[] Priorities = [1, 2, 2, 2, 3, 4, 5, 6, 7];
    private static readonly string[] Colours = ["\e[31;1m", "\e[31;1m", "\e[31;1m", "\e[31;1m", "\e[31m", "\e[33m", "\e[36m", "\e[32m", "\e[90m"];

    /// <summary>Its name, e.g. INFO.</summary>
    public static string Name(int level) => Names[Index(level)];

    /// <summary>Its syslog severity, 0..7.</summary>
    public static int Priority(int level) => Priorities[Index(level)];

    /// <summary>Its colour on a terminal.</summary>
    public static string Colour(int level) => Colours[Index(level)];

    /// <summary>The level of a Serilog event.</summary>
    public static int Of(LogEventLevel level) => level switch
    {
        LogEventLevel.Fatal => -2,
        LogEventLevel.Error => -1,
        LogEventLevel.Warning => 0,
        LogEventLevel.Information => 2,
        _ => 3,
    };

    private static int Index(int level) => Math.Clamp(level, Lowest, Highest) - Lowest;
}
