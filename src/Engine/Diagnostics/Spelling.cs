namespace Signalbox.Engine.Diagnostics;

/// <summary>Finds the name that was probably meant.</summary>
public static class Spelling
{
    private const int MaxLength = 100;

    /// <summary>
    /// The candidate with the fewest typing slips (a wrong, missing, extra or swapped letter; case counts little).
    /// </summary>
    /// <returns>A question for the hint; an empty one when nothing is near.</returns>
    public static SpellingGuess Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length > MaxLength)
            return default;

        string? best = null;
        var bestDistance = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) >= bestDistance || candidate == word)
                continue;

            var distance = string.Equals(candidate, word, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(word, candidate);
            if (distance >= bestDistance)
                continue;

            best = candidate;
            bestDistance = distance;
        }

        return new SpellingGuess(best);
    }

    /// <summary>Number of slips between two words (optimal string alignment).</summary>
    private static int Distance(string left, string right)
    {
        var before = new int[right.Length + 1];
        var last = new int[right.Length + 1];
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            last[j] = j;

        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[right.Length];
    }
}
