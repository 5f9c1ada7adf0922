namespace Signalbox.Modules.SipDump;

/// <summary>Reads an age such as <c>2d12h</c>.</summary>
internal static class DumpAge
{
    // Ten years: more is a mistake.
    private const long MaxSeconds = 10L * 366 * 86_400;

    /// <summary>Reads numbers with the units d, h, m and s; a number without a unit is seconds.</summary>
    public static bool TryParse(string text, out TimeSpan age)
    {
        age = default;
        long total = 0, number = 0;
        var digits = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                number = (number * 10) + (c - '0');
                if (++digits > 9)
                    return false;

                continue;
            }

            var unit = c switch { 'd' => 86_400, 'h' => 3_600, 'm' => 60, 's' => 1, _ => 0 };
            if (unit == 0 || digits == 0)
                return false;

            total += number * unit;
            (number, digits) = (0, 0);
        }

        total += number;
        age = TimeSpan.FromSeconds(Math.Min(total, MaxSeconds));
        return total is > 0 and <= MaxSeconds;
    }
}
