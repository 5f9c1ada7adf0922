using System.Collections;
using System.Text;

namespace Signalbox.Script.Tests.Lua.Patterns;

/// <summary>Calls of the pattern functions with patterns and subjects at random, most of them sound.</summary>
#pragma warning disable CA5394 // the same cases in every run
internal sealed class PatternGenerator(int seed) : IEnumerable<string>
{
    private static readonly string[] Singles =
    [
        "a", "b", "@", ":", ".", ".", "%a", "%d", "%s", "%w", "%p", "%x", "%u", "%l", "%c", "%g", "%z", "%A", "%D", "%S", "%W", "%.", "%%", "%(", "[ab]", "[^a]",
        "[a-c]", "[^%d]", "[%w_.]", "[]]", "[^]]", "[%]]", "[a-]", "[-a]", "[%a-z]", "[a-%w]", "[@:]", "[0-9]", "$", "^", "]", "-", "*", "\\0", "\\255", "[\\1-\\31]",
    ];

    private static readonly string[] Others =
    [
        "%b()", "%bab", "%baa", "%f[%w]", "%f[^a]", "%f[%z]", "()", "(", ")", "(.-)", "(a*)", "(%d+)", "((a)b)", "%1", "%2", "%0", "%b", "%f", "[", "[a", "%",
    ];

    private static readonly string[] Repeats = ["", "", "", "", "*", "+", "-", "?"];
    private static readonly string[] Bytes = ["a", "a", "b", "b", "ab", "c", "A", "1", "42", " ", "@", ":", ".", "(", ")", "()", "%", "-", "]", "^", "$", "\\0", "\\255", "\\n", "_"];
    private static readonly string[] Replacements =
        ["'x'", "''", "'%0'", "'<%1>'", "'%2'", "'%%'", "'%x'", "'%'", "7", "1.5", "{}", "{a='1', b=2, ab=false}", "{'one', 'two'}", "function() end", "function(x, y) return y or x end", "function(x) return #tostring(x) end", "function() return {} end", "nil", "true"];

    private readonly Random _random = new(seed);

    public IEnumerator<string> GetEnumerator()
    {
        while (true)
            yield return Call();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Call()
    {
        var subject = $"'{Some(Bytes, 12)}'";
        var pattern = $"'{Pattern()}'";
        var init = _random.Next(3) == 0 ? $", {_random.Next(-14, 16)}" : string.Empty;
        return _random.Next(6) switch
        {
            0 or 1 => $"string.find({subject}, {pattern}{init})",
            2 => $"({subject}):match({pattern}{init})",
            3 => $"each(string.gmatch({subject}, {pattern}{init}))",
            _ => $"string.gsub({subject}, {pattern}, {Replacements[_random.Next(Replacements.Length)]}{init})",
        };
    }

    private string Pattern()
    {
        var text = new StringBuilder(_random.Next(5) == 0 ? "^" : string.Empty);
        for (var items = _random.Next(6); items >= 0; items--)
        {
            if (_random.Next(5) == 0)
                text.Append(Others[_random.Next(Others.Length)]);
            else
                text.Append(Singles[_random.Next(Singles.Length)]).Append(Repeats[_random.Next(Repeats.Length)]);
        }

        return text.Append(_random.Next(6) == 0 ? "$" : string.Empty).ToString();
    }

    private string Some(string[] of, int most) =>
        string.Concat(Enumerable.Range(0, _random.Next(most)).Select(_ => of[_random.Next(of.Length)]));
}
