using Signalbox.Engine.Text;
using System.Collections.Concurrent;

namespace Signalbox.Script.Regex;

/// <summary>Expressions that a script puts together at run time, compiled once each; starts again when it is full.</summary>
internal sealed class RegexCache
{
    private const int MaxKept = 64;

    private readonly ConcurrentDictionary<string, (PosixMatcher? Matcher, string Problem)> _items = new(StringComparer.Ordinal);

    /// <summary>The expression, without case; false with a reason when it is none.</summary>
    public bool TryGet(string pattern, out PosixMatcher matcher, out string problem)
    {
        if (!_items.TryGetValue(pattern, out var item))
        {
            item = PosixMatcher.TryCompile(pattern, ignoreCase: true, out var compiled, out var reason) ? (compiled, string.Empty) : (null, reason);
            if (_items.Count >= MaxKept)
                _items.Clear();

            _items[pattern] = item;
        }

        matcher = item.Matcher!;
        problem = item.Problem;
        return item.Matcher is not null;
    }
}
