using System.Globalization;

namespace Signalbox.Modules.TraceQuery;

/// <summary>Writes a step of a script as a line between the messages.</summary>
internal static class StepLine
{
    private const int PlaceColumn = 64;
    private const int Indent = 2;

    /// <summary>The time, what was done, indented by depth, and where.</summary>
    public static string Of(TracedStep step)
    {
        var text = $"{Clock(step.UtcTicks)}  {new string(' ', Indent * (step.Depth - (step.Kind == "route" ? 1 : 0)))}{TerminalText.Escape(step.Text)}";
        return step.Place.Length == 0 ? text : $"{text.PadRight(PlaceColumn)}  {TerminalText.Escape(step.Place)}";
    }

    /// <summary>The local time of day, in microseconds.</summary>
    public static string Clock(long utcTicks) => new DateTime(utcTicks, DateTimeKind.Utc).ToLocalTime().ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
