using System.Globalization;

namespace Signalbox.Modules.TraceQuery;

/// <summary>Writes calls, one a line.</summary>
internal static class CallList
{
    /// <summary>Writes them in the order given.</summary>
    public static void Write(IReadOnlyList<ListedCall> calls, TextWriter output)
    {
        foreach (var call in calls)
        {
            var time = new DateTime(call.First.UtcTicks, DateTimeKind.Utc).ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            var label = TerminalText.Escape(call.First.Label);
            var from = TerminalText.Escape(call.First.From.Text);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{time}  {label,-9} {call.Messages,4} messages  from {from,-26} {TerminalText.Escape(call.First.CallId)}\n"));
        }
    }
}
