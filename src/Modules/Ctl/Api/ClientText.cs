using System.Globalization;
using System.Text;

namespace Signalbox.Modules.Ctl.Api;

/// <summary>What a client wrote, as it may stand in a line of the log: no line end of theirs begins a line of ours.</summary>
internal static class ClientText
{
    private const int MaxShown = 200;

    /// <summary>The text, control characters as <c>\xNN</c>, cut when it is long.</summary>
    public static string Of(string text)
    {
        var shown = new StringBuilder(Math.Min(text.Length, MaxShown) + 4);
        foreach (var value in text.AsSpan(0, Math.Min(text.Length, MaxShown)))
        {
            if (char.IsControl(value))
                shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)value:x2}");
            else
                shown.Append(value);
        }

        return text.Length > MaxShown ? shown.Append("...").ToString() : shown.ToString();
    }
}
