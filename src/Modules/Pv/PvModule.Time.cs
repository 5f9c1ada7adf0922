using Signalbox.Engine.Catalog;
using Signalbox.Engine.Configuration;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Pv;

/// <content>Time: of the message (the time it was received) and now.</content>
internal sealed partial class PvModule
{
    private static readonly string[] TimeKeys = ["sec", "min", "hour", "mday", "mon", "year", "wday", "yday", "isdst"];

    [PseudoVariable("Ts", Summary = "Unix time of receipt.")]
    public ScriptValue MessageTime(RoutingContext context) => ScriptValue.Of(ReceiptOf(context).ToUnixTimeSeconds());

    [PseudoVariable("TS", Summary = "Unix time now.")]
    public ScriptValue Now(RoutingContext context) => ScriptValue.Of(_clock.GetUtcNow().ToUnixTimeSeconds());

    [PseudoVariable("Tb", Summary = "Unix time of the server's start.")]
    public static ScriptValue StartTime(RoutingContext context) => ScriptValue.Of(ServerInfo.Started.ToUnixTimeSeconds());

    [PseudoVariable("Tf", Summary = "Time of receipt as text.")]
    public ScriptValue MessageTimeText(RoutingContext context) => ScriptValue.Of(CalendarText.Of(ReceiptOf(context)));

    [PseudoVariable("TF", Summary = "Time now as text.")]
    public ScriptValue NowText(RoutingContext context) => ScriptValue.Of(CalendarText.Of(_clock.GetUtcNow()));

    [PseudoVariable("TV", Inner = InnerName.Literal, Parser = nameof(ParseClockKey), Summary = "s, u: seconds and microseconds of receipt; sn, un: now; Sn, Un: both as text.")]
    public ScriptValue Clock(RoutingContext context, in VariableKey key)
    {
        var time = key.Name is "s" or "u" ? ReceiptOf(context) : _clock.GetUtcNow();
        var seconds = time.ToUnixTimeSeconds();
        var micros = time.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond;
        return key.Name switch
        {
            "s" or "sn" => ScriptValue.Of(seconds),
            "u" or "un" => ScriptValue.Of(micros),
            _ => ScriptValue.Of($"{seconds}.{micros:D6}"),
        };
    }

    internal static object? ParseClockKey(string inner, out string? error) => ParseOneOf(inner, "TV", ["s", "u", "sn", "un", "Sn", "Un"], out error);

    [PseudoVariable("time", Inner = InnerName.Literal, Parser = nameof(ParseTimeKey), Summary = "Part of the time now, server's zone: sec min hour mday mon year wday yday isdst.")]
    public ScriptValue LocalTime(RoutingContext context, in VariableKey key) => TimePart(_clock.GetUtcNow().ToLocalTime(), key.Name);

    [PseudoVariable("utime", Inner = InnerName.Literal, Parser = nameof(ParseTimeKey), Summary = "Part of the time now, UTC: sec min hour mday mon year wday yday isdst.")]
    public ScriptValue UtcTime(RoutingContext context, in VariableKey key) => TimePart(_clock.GetUtcNow(), key.Name);

    internal static object? ParseTimeKey(string inner, out string? error) => ParseOneOf(inner, "time", TimeKeys, out error);

    [PseudoVariable("timef", Inner = InnerName.Dynamic, Summary = "Time now through a strftime format, server's zone.")]
    public ScriptValue LocalTimeText(RoutingContext context, in VariableKey key) =>
        ScriptValue.Of(TimeFormat.Write(_clock.GetUtcNow().ToLocalTime(), key.Name));

    [PseudoVariable("utimef", Inner = InnerName.Dynamic, Summary = "Time now through a strftime format, UTC.")]
    public ScriptValue UtcTimeText(RoutingContext context, in VariableKey key) => ScriptValue.Of(TimeFormat.Write(_clock.GetUtcNow(), key.Name));

    private DateTimeOffset ReceiptOf(RoutingContext context) => context.Received.UtcTicks > 0
        ? new DateTimeOffset(context.Received.UtcTicks, TimeSpan.Zero)
        : _clock.GetUtcNow();

    private static ScriptValue TimePart(DateTimeOffset time, string part) => ScriptValue.Of(part switch
    {
        "sec" => time.Second,
        "min" => time.Minute,
        "hour" => time.Hour,
        "mday" => time.Day,
        "mon" => time.Month,
        "year" => time.Year,
        "wday" => (int)time.DayOfWeek + 1,
        "yday" => time.DayOfYear,
        _ => TimeZoneInfo.Local.IsDaylightSavingTime(time) && time.Offset != TimeSpan.Zero ? 1 : 0,
    });
}
