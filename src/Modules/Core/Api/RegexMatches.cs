using System.Text.RegularExpressions;
using Signalbox.Engine.Messages;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Core.Api;

/// <summary>Matches over bytes; an expression that runs out of time does not match.</summary>
internal static class RegexMatches
{
    /// <summary>True when the bytes match.</summary>
    public static bool IsMatch(Regex regex, ReadOnlySpan<byte> bytes)
    {
        using var text = new WideText(bytes);
        try
        {
            return regex.IsMatch(text.Span);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>Finds matches from left to right; empty ones are passed over.</summary>
    /// <param name="regex">The expression.</param>
    /// <param name="bytes">Where to look.</param>
    /// <param name="offset">Added to the places found.</param>
    /// <param name="limit">Most matches to find.</param>
    /// <param name="found">Called for each place.</param>
    /// <param name="state">Handed to <paramref name="found"/>.</param>
    /// <returns>Number of matches.</returns>
    public static int ForEach<TState>(Regex regex, ReadOnlySpan<byte> bytes, int offset, int limit, Action<TState, TextRange> found, TState state)
    {
        using var text = new WideText(bytes);
        var count = 0;
        try
        {
            foreach (var match in regex.EnumerateMatches(text.Span))
            {
                if (match.Length == 0)
                    continue;

                found(state, new TextRange(offset + match.Index, match.Length));
                if (++count == limit)
                    break;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return count;
        }

        return count;
    }

    /// <summary>Finds a group of the first match; false when nothing matches, or the group is not part of it.</summary>
    /// <param name="regex">The expression.</param>
    /// <param name="bytes">Where to look.</param>
    /// <param name="group">0 = the whole match.</param>
    /// <param name="place">Where the group is.</param>
    public static bool TryFindGroup(Regex regex, ReadOnlySpan<byte> bytes, int group, out TextRange place)
    {
        place = default;
        try
        {
            var found = regex.Match(Latin1.ToText(bytes)).Groups[group];
            place = new TextRange(found.Index, found.Length);
            return found.Success;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
