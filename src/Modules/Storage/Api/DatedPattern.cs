using System.Globalization;
using System.Text;

namespace Signalbox.Modules.Storage.Api;

/// <summary>A table name with strftime marks that say a date, such as <c>sip_capture_%Y%m%d</c>, in UTC. Immutable.</summary>
internal sealed class DatedPattern
{
    // From the longest to the shortest; each unit needs all before it, else a name would come again (%d: each month).
    private static readonly string[] Units = ["YyF", "mFj", "dFj", "H", "M", "S"];
    private readonly int _unit;

    private DatedPattern(string text, int unit)
    {
        Text = text;
        _unit = unit;
    }

    /// <summary>The name with its marks.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern; null when its names do not stand for one time each.</summary>
    public static DatedPattern? Parse(string text)
    {
        var marks = string.Concat(Marks(text));
        var present = Array.ConvertAll(Units, unit => marks.AsSpan().ContainsAny(unit));
        var first = Array.IndexOf(present, false);
        var unit = first < 0 ? Units.Length : first;
        return unit > 0 && Array.LastIndexOf(present, true) < unit ? new DatedPattern(text, unit - 1) : null;
    }

    /// <summary>Expands the marks <c>%Y %y %m %d %H %M %S %j %F %%</c> of any name; others stay as they are.</summary>
    public static string Format(string pattern, long utcTicks)
    {
        var time = new DateTime(utcTicks, DateTimeKind.Utc);
        var name = new StringBuilder(pattern.Length + 16);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '%' || i + 1 == pattern.Length)
                name.Append(pattern[i]);
            else
                name.Append(Expand(pattern[++i], time));
        }

        return name.ToString();
    }

    /// <summary>The time that a name of this pattern stands for; false for any other name.</summary>
    public bool TryRead(string name, out DateTime start, out DateTime end)
    {
        end = default;
        if (!TryReadStart(name, out start) || Format(Text, start.Ticks) != name)
            return false;

        end = _unit switch { 0 => start.AddYears(1), 1 => start.AddMonths(1), 2 => start.AddDays(1), 3 => start.AddHours(1), 4 => start.AddMinutes(1), _ => start.AddSeconds(1) };
        return true;
    }

    private static IEnumerable<char> Marks(string text)
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] == '%')
                yield return text[++i];
        }
    }

    private bool TryReadStart(string name, out DateTime start)
    {
        start = default;
        var (form, digits) = (new StringBuilder(), new StringBuilder());
        var dayOfYear = 1;
        var at = 0;
        for (var i = 0; i < Text.Length; i++)
        {
            var mark = Text[i] == '%' && i + 1 < Text.Length ? Text[++i] : '\0';
            var width = mark == '\0' ? 1 : Expand(mark, DateTime.UnixEpoch).Length;
            if (at + width > name.Length)
                return false;

            var part = name.AsSpan(at, width);
            at += width;
            if (mark == 'j' && !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out dayOfYear))
                return false;

            if (FormOf(mark) is { } field && !form.ToString().Contains(field, StringComparison.Ordinal))
            {
                form.Append(field).Append(' ');
                digits.Append(part).Append(' ');
            }
        }

        if (!DateTime.TryParseExact(digits.ToString(), form.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out start) || start.Year > 9990)
            return false;

        start = start.AddDays(dayOfYear is > 0 and <= 366 ? dayOfYear - 1 : 0);
        return true;
    }

    private static string? FormOf(char mark) => mark switch
    {
        'Y' => "yyyy",
        'y' => "yy",
        'm' => "MM",
        'd' => "dd",
        'H' => "HH",
        'M' => "mm",
        'S' => "ss",
        'F' => "yyyy-MM-dd",
        _ => null,
    };

    private static string Expand(char mark, DateTime time) => mark switch
    {
        'j' => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        '%' => "%",
        _ => FormOf(mark) is { } form ? time.ToString(form, CultureInfo.InvariantCulture) : $"%{mark}",
    };
}
