using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Signalbox.Engine.Text;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>A test of items by key or by value.</summary>
internal sealed class CellMatch
{
    private const int MaxKept = 1024;
    private static readonly ConcurrentDictionary<string, Regex?> Expressions = new(StringComparer.Ordinal);
    private readonly CellTest _test;
    private readonly string _text;
    private readonly long _number;
    private readonly Regex? _expression;
    private readonly bool _byValue;

    private CellMatch(CellTest test, string text, bool byValue)
    {
        _test = test;
        _text = text;
        _byValue = byValue;
        IsGood = test switch
        {
            CellTest.Expression => (_expression = Expression(text)) is not null,
            CellTest.IntegerEqual or CellTest.IntegerNotEqual or CellTest.Less or CellTest.Greater => IntegerText.TryParse(text, out _number),
            _ => true,
        };
    }

    /// <summary>False when the expression or the number cannot be read.</summary>
    private bool IsGood { get; }

    /// <summary>By an operator of the functions: eq, ne, re, sw, ew or in.</summary>
    /// <returns>Null for another operator and for a bad expression.</returns>
    public static CellMatch? Of(string operation, string text, bool byValue)
    {
        CellTest? test = operation switch
        {
            "eq" => CellTest.Equal,
            "ne" => CellTest.NotEqual,
            "re" => CellTest.Expression,
            "sw" => CellTest.Start,
            "ew" => CellTest.End,
            "in" => CellTest.Part,
            _ => null,
        };
        return test is { } known ? Checked(new CellMatch(known, text, byValue)) : null;
    }

    /// <summary>By an expression of <c>$shtcn</c> and <c>$shtcv</c>: <c>~~re</c>, <c>~%end</c>, <c>%~start</c>, <c>==text</c>, <c>eqN</c>, <c>neN</c>, <c>ltN</c>, <c>gtN</c>, or text.</summary>
    /// <returns>Null for a bad expression.</returns>
    public static CellMatch? OfCount(ReadOnlySpan<char> expression, bool byValue)
    {
        CellTest? test = expression.Length < 2 ? null : (expression[0], expression[1]) switch
        {
            ('~', '~') => CellTest.Expression,
            ('~', '%') => CellTest.End,
            ('%', '~') => CellTest.Start,
            ('=', '=') => CellTest.Equal,
            ('e', 'q') => CellTest.IntegerEqual,
            ('n', 'e') => CellTest.IntegerNotEqual,
            ('l', 't') => CellTest.Less,
            ('g', 't') => CellTest.Greater,
            _ => null,
        };
        return test is { } known
            ? Checked(new CellMatch(known, expression[2..].ToString(), byValue))
            : new CellMatch(CellTest.Equal, expression.ToString(), byValue);
    }

    /// <summary>True when the item passes.</summary>
    public bool IsMatch(HashCell cell)
    {
        if (!_byValue)
            return IsMatch(cell.Name);

        return _test switch
        {
            CellTest.IntegerEqual => cell.Value.IsInteger && cell.Value.Number == _number,
            CellTest.IntegerNotEqual => cell.Value.IsInteger && cell.Value.Number != _number,
            CellTest.Less => cell.Value.IsInteger && cell.Value.Number < _number,
            CellTest.Greater => cell.Value.IsInteger && cell.Value.Number > _number,
            _ => cell.Value.IsText && IsMatch(cell.Value.ToText()),
        };
    }

    private static CellMatch? Checked(CellMatch match) => match.IsGood ? match : null;

    private static Regex? Expression(string pattern)
    {
        if (Expressions.TryGetValue(pattern, out var known))
            return known;

        if (Expressions.Count >= MaxKept)
            Expressions.Clear();

        // A bad one is kept as null, so that it is not tried again.
        var made = PosixRegex.TryCompile(pattern, ignoreCase: false, out var compiled, out _) ? compiled : null;
        Expressions[pattern] = made;
        return made;
    }

    private bool IsMatch(string text) => _test switch
    {
        CellTest.Equal => text == _text,
        CellTest.NotEqual => text != _text,
        CellTest.Start => text.StartsWith(_text, StringComparison.Ordinal),
        CellTest.End => text.EndsWith(_text, StringComparison.Ordinal),
        CellTest.Part => text.Contains(_text, StringComparison.Ordinal),
        CellTest.Expression => IsExpressionMatch(text),
        _ => false,
    };

    private bool IsExpressionMatch(string text)
    {
        try
        {
            return _expression!.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // Only expressions with back-references can take that long.
            return false;
        }
    }
}
