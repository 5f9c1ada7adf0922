using System.Text;

namespace Signalbox.Script.JavaScript;

/// <summary>
/// Puts a call of a check into the condition of every loop, since the engine runs loops without looking up. Nothing is added between lines, so
/// errors keep theirs. Text that is no JavaScript comes out as some other text that is none.
/// </summary>
internal sealed class LoopGuards
{
    /// <summary>The function that is called; it gives true, or ends the script.</summary>
    public const string Check = "ksr$check";

    private static readonly HashSet<string> BeforeOperand = new(StringComparer.Ordinal)
    {
        "return", "typeof", "instanceof", "in", "of", "new", "delete", "void", "throw", "case", "do", "else",
    };

    private readonly string _text;
    private readonly StringBuilder _output = new();
    private int _at;
    private bool _afterOperand;
    private bool _afterDot;

    private LoopGuards(string text) => _text = text;

    /// <summary>The text with checks.</summary>
    public static string Insert(string text)
    {
        var guards = new LoopGuards(text);
        guards.Run(text.Length);
        return guards._output.ToString();
    }

    private void Run(int end)
    {
        while (_at < end)
        {
            var start = _at;
            if (Skip())
                _output.Append(_text, start, _at - start);
            else if (IsWordPart(_text[_at]))
                Word(end);
            else
                Punctuation();
        }
    }

    private void Punctuation()
    {
        var c = _text[_at++];
        _output.Append(c);
        if (char.IsWhiteSpace(c))
            return;

        _afterOperand = c is ')' or ']' or '}';
        _afterDot = c == '.';
    }

    private void Word(int end)
    {
        var start = _at;
        while (_at < end && IsWordPart(_text[_at]))
            _at++;

        var word = _text[start.._at];
        var isLoop = !_afterDot && word is "while" or "for";
        _afterOperand = !BeforeOperand.Contains(word);
        _afterDot = false;
        _output.Append(word);
        if (isLoop)
            Loop(word, end);
    }

    // From behind the word to behind the closing bracket of its head.
    private void Loop(string word, int end)
    {
        var start = _at;
        while (_at < end && (char.IsWhiteSpace(_text[_at]) || SkipComment()))
            _at += char.IsWhiteSpace(_text[_at]) ? 1 : 0;

        _output.Append(_text, start, _at - start);
        if (_at == end || _text[_at] != '(')
            return;

        var open = _at++;
        _afterOperand = false;
        var semicolons = new List<int>();
        var close = Close(end, semicolons);
        if (close < 0)
        {
            _at = open;
            Punctuation();
            return;
        }

        var head = _text[(open + 1)..close];
        _output.Append('(').Append(word == "while" ? $"{Check}()&&({Insert(head)})" : ForHead(head, open + 1, semicolons)).Append(')');
        _at = close + 1;
        _afterOperand = false;
    }

    private static string ForHead(string head, int offset, List<int> semicolons)
    {
        if (semicolons.Count != 2)
            return Insert(head);

        var (first, second) = (semicolons[0] - offset, semicolons[1] - offset);
        var condition = head[(first + 1)..second];
        var guarded = string.IsNullOrWhiteSpace(condition) ? $"{Check}(){condition}" : $"{Check}()&&({Insert(condition)})";
        return $"{Insert(head[..first])};{guarded};{Insert(head[(second + 1)..])}";
    }

    // The bracket that closes the one before the current place; the place stays behind what was read.
    private int Close(int end, List<int> semicolons)
    {
        for (var depth = 1; _at < end;)
        {
            if (Skip())
                continue;

            var c = _text[_at];
            if (c is '(' or '[' or '{')
                depth++;
            else if (c is ')' or ']' or '}' && --depth == 0)
                return _at;
            else if (c == ';' && depth == 1)
                semicolons.Add(_at);

            if (!char.IsWhiteSpace(c))
                _afterOperand = IsWordPart(c) || c is ')' or ']' or '}';

            _at++;
        }

        return -1;
    }

    // Goes over a comment, string or regular expression.
    private bool Skip()
    {
        if (SkipComment())
            return true;

        var c = _text[_at];
        if (c is not ('"' or '\'') && (c != '/' || _afterOperand))
            return false;

        SkipQuoted(c);
        _afterOperand = true;
        return true;
    }

    private bool SkipComment()
    {
        if (_text[_at] != '/' || _at + 1 >= _text.Length || _text[_at + 1] is not ('/' or '*'))
            return false;

        var end = _text[_at + 1] == '/' ? _text.IndexOf('\n', _at) : _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        _at = end < 0 ? _text.Length : end + (_text[_at + 1] == '/' ? 0 : 2);
        return true;
    }

    private void SkipQuoted(char quote)
    {
        var isClass = false;
        for (_at++; _at < _text.Length && _text[_at] != '\n'; _at++)
        {
            var c = _text[_at];
            if (c == '\\')
            {
                _at++;
            }
            else if (quote == '/' && c is '[' or ']')
            {
                isClass = c == '[';
            }
            else if (c == quote && !isClass)
            {
                _at++;
                return;
            }
        }

        _at = Math.Min(_at, _text.Length);
    }

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' || c >= 0x80;
}
