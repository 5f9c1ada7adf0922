using System.Text;
using System.Text.RegularExpressions;

namespace Signalbox.Script.Tests.Parsing;

/// <summary>Damages configurations: by tokens and statements, so that much of the grammar survives, and by bytes.</summary>
internal sealed partial class CfgMutator(IReadOnlyList<string> corpus, int seed)
{
    private static readonly string[] Spice =
    [
        "{", "}", "(", ")", "[", "]", "\"", "'", ";", ",", ":", "$", "$(", "$var(", "%", "@", "=", "==", "=~", "!~", "&&", "||", "!", "-", "+", "<<", ".", "\\", "/*", "*/", "#", "\n",
        "if", "else", "while", "switch", "case", "default", "break", "return", "exit", "drop", "route", "request_route", "event_route", "failure_route", "defined", "(int)", "(str)", "selval", "strlen",
        "loadmodule", "modparam", "listen", "flags", "myself", "src_ip", "uri", "method", "1.2.3.4", "::1", "0x", "08", "99999999999999999999", "-9223372036854775808", "\0", "\u00ff", "{s.len}", "[*]", "$null", "$rc",
        "\n#!ifdef X\n", "\n#!else\n", "\n#!endif\n", "\n#!define A A\n", "\n#!define B C C\n", "\n#!substdef \"!a!b!g\"\n", "\n#!subst \"/x/xx/g\"\n", "\n#!ifexp A + 1\n", "\ninclude_file \"test.cfg\"\n", "\nimport_file \"none.cfg\"\n",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A damaged configuration.</summary>
    public string Next()
    {
        var text = Pick(corpus);
        for (var damage = _random.Next(1, 7); damage > 0; damage--)
        {
            text = _random.Next(3) == 0 ? DamageBytes(text) : DamageTokens(text);
            if (text.Length == 0)
                text = ";";
        }

        return text;
    }

    private string DamageTokens(string text)
    {
        var tokens = Cut(text);
        var at = _random.Next(tokens.Count);
        var length = Math.Min(_random.Next(1, 12), tokens.Count - at);
        switch (_random.Next(8))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            case 2:
                var other = _random.Next(tokens.Count);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                tokens[at] = Pick(Spice);
                break;
            case 4:
                tokens.Insert(at, Pick(Spice));
                break;
            case 5:
                tokens.InsertRange(at, Statement(Cut(Pick(corpus))));
                break;
            case 6:
                Nest(tokens, at, length);
                break;
            default:
                tokens.InsertRange(_random.Next(tokens.Count), tokens.GetRange(at, length));
                break;
        }

        return string.Concat(tokens);
    }

    private List<string> Statement(List<string> tokens)
    {
        var start = _random.Next(tokens.Count);
        while (start > 0 && tokens[start - 1] is not (";" or "{" or "}"))
            start--;

        var end = start;
        while (end + 1 < tokens.Count && end < start + 200 && tokens[end] is not (";" or "}"))
            end++;

        return tokens.GetRange(start, end - start + 1);
    }

    private void Nest(List<string> tokens, int at, int length)
    {
        var (open, close) = Pick<(string, string)>([("(", ")"), ("{", "}"), ("if (1) {", "}"), ("$(", ")"), ("$avp(", ")"), ("!", ""), ("-", ""), ("switch(1) { case 1: ", "}"), ("/*", "*/"), ("\n#!ifdef KAMAILIO_5\n", "\n#!endif\n")]);
        var depth = _random.Next(10) == 0 ? 400 : _random.Next(1, 20);
        tokens.InsertRange(at + length, Enumerable.Repeat(close, depth));
        tokens.InsertRange(at, Enumerable.Repeat(open, depth));
    }

    private string DamageBytes(string text)
    {
        var builder = new StringBuilder(text);
        var at = _random.Next(builder.Length);
        var length = Math.Min(_random.Next(1, 30), builder.Length - at);
        switch (_random.Next(5))
        {
            case 0:
                builder[at] = (char)_random.Next(256);
                break;
            case 1:
                builder.Remove(at, length);
                break;
            case 2:
                builder.Insert(at, (char)_random.Next(256));
                break;
            case 3:
                builder.Insert(_random.Next(builder.Length), builder.ToString(at, length));
                break;
            default:
                builder.Length = at;
                break;
        }

        return builder.ToString();
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private static List<string> Cut(string text)
    {
        var tokens = Token().EnumerateMatches(text);
        var cut = new List<string>();
        foreach (var match in tokens)
            cut.Add(text.Substring(match.Index, match.Length));

        if (cut.Count == 0)
            cut.Add(";");

        return cut;
    }

    [GeneratedRegex("""\s+|#!.*|#.*|"(?:[^"\\]|\\.)*"|'[^']*'|\$\w+(?:\([^()\n]*\))?|\w+|.""", RegexOptions.Singleline)]
    private static partial System.Text.RegularExpressions.Regex Token();
}
