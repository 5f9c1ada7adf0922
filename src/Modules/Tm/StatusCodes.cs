using System.Globalization;

namespace Signalbox.Modules.Tm;

/// <summary>Reads lists of status codes.</summary>
internal static class StatusCodes
{
    private static readonly char[] Separators = [';', ',', ' '];

    /// <summary>Reads codes of negative final replies.</summary>
    /// <param name="text">E.g. <c>408;500</c>.</param>
    /// <param name="bad">The first word that is no such code; empty when all are good.</param>
    /// <returns>The codes; none when one is bad.</returns>
    public static int[] Parse(string text, out string bad)
    {
        bad = string.Empty;
        var codes = new List<int>();
        foreach (var word in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 300 or > 699)
            {
                bad = word;
                return [];
            }

            codes.Add(code);
        }

        return [.. codes];
    }
}
