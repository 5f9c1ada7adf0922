using System.Globalization;
using System.Text;

namespace Signalbox.Modules.Core.Api;

/// <summary>The formats of C's strftime that scripts use; an unknown letter is written as it stands.</summary>
internal static class TimeFormat
{
    /// <summary>Formats a time in its own offset.</summary>
    public static string Write(DateTimeOffset time, string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '%' && i + 1 < format.Length)
                Append(text, time, format[++i]);
            else
                text.Append(format[i]);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, DateTimeOffset time, char letter)
    {
        var pattern = letter switch
        {
            'Y' => "yyyy",
            'y' => "yy",
            'm' => "MM",
            'd' => "dd",
            'H' => "HH",
            'I' => "hh",
            'M' => "mm",
            'S' => "ss",
            'p' => "tt",
            'a' => "ddd",
            'A' => "dddd",
            'b' or 'h' => "MMM",
            'B' => "MMMM",
            'F' => "yyyy-MM-dd",
            'T' => "HH:mm:ss",
            'R' => "HH:mm",
            'D' => "MM/dd/yy",
            'c' => "ddd MMM d HH:mm:ss yyyy",
            _ => string.Empty,
        };
        if (pattern.Length > 0)
        {
            text.Append(time.ToString(pattern, CultureInfo.InvariantCulture));
            return;
        }

        switch (letter)
        {
            case 'e':
                text.Append(time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2));
                break;
            case 'j':
                text.Append(time.DayOfYear.ToString("D3", CultureInfo.InvariantCulture));
                break;
            case 'u':
                text.Append(time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek);
                break;
            case 'w':
                text.Append((int)time.DayOfWeek);
                break;
            case 's':
                text.Append(time.ToUnixTimeSeconds());
                break;
            case 'z':
                text.Append(time.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", string.Empty, StringComparison.Ordinal));
                break;
            case 'Z':
                text.Append(time.Offset == TimeSpan.Zero ? "UTC" : TimeZoneInfo.Local.StandardName);
                break;
            case 'n':
                text.Append('\n');
                break;
            case 't':
                text.Append('\t');
                break;
            case '%':
                text.Append('%');
                break;
            default:
                text.Append('%').Append(letter);
                break;
        }
    }
}
