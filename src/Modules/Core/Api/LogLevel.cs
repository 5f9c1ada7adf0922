using Signalbox.Engine.Catalog;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>A level argument of xlog.</summary>
/// <param name="Number">The peer's number.</param>
internal readonly record struct LogLevel(int Number) : IScriptArgument<LogLevel>
{
    /// <inheritdoc />
    public static bool TryParse(string text, out LogLevel value, out string error)
    {
        error = string.Empty;
        var number = text switch
        {
            "L_ALERT" => LogLevels.Alert,
            "L_BUG" => LogLevels.Bug,
            "L_CRIT2" => LogLevels.Crit2,
            "L_CRIT" => LogLevels.Crit,
            "L_ERR" or "L_ERROR" => LogLevels.Error,
            "L_WARN" or "L_WARNING" => LogLevels.Warning,
            "L_NOTICE" => LogLevels.Notice,
            "L_INFO" => LogLevels.Info,
            "L_DBG" or "L_DEBUG" => LogLevels.Debug,
            _ => int.MinValue,
        };
        if (number == int.MinValue && IntegerText.TryParse(text, out var given) && given is >= LogLevels.Alert and <= LogLevels.Debug)
            number = (int)given;

        value = new LogLevel(number);
        if (number == int.MinValue)
            error = $"unknown log level '{text}': expected L_ALERT, L_BUG, L_CRIT2, L_CRIT, L_ERR, L_WARN, L_NOTICE, L_INFO or L_DBG";

        return number != int.MinValue;
    }
}
