using System.Text.RegularExpressions;
using Signalbox.Engine.Text;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Htable;

/// <summary>A test of keys or values: by operator (eq, ne, re, sw, ew, in) or written as <c>~~re</c>, <c>~%start</c>, <c>%~end</c>, <c>==text</c>.</summary>
internal sealed class TableTest
{
    private readonly string _operator;
    private readonly string _operand;
    private readonly Regex? _regex;

    private TableTest(string operation, string operand, Regex? regex)
    {
        _operator = operation;
        _operand = operand;
        _regex = regex;
    }

    /// <summary>Makes a test; null when the operator is unknown or the expression is none.</summary>
    public static TableTest? Create(string operation, string operand)
    {
        if (operation is "re")
            return PosixRegex.TryCompile(operand, ignoreCase: false, out var regex, out _) ? new TableTest(operation, operand, regex) : null;

        return operation is "eq" or "ne" or "sw" or "ew" or "in" ? new TableTest(operation, operand, null) : null;
    }

    /// <summary>Reads the written form of $shtcn and $shtcv.</summary>
    public static TableTest? Parse(string text)
    {
        if (text.Length < 2)
            return null;

        var operand = text[2..];
        return text[..2] switch
        {
            "~~" => Create("re", operand),
            "~%" => Create("sw", operand),
            "%~" => Create("ew", operand),
            "==" or "eq" => Create("eq", operand),
            "ne" => Create("ne", operand),
            _ => null,
        };
    }

    /// <summary>True when the text passes.</summary>
    public bool Passes(string text)
    {
        switch (_operator)
        {
            case "eq":
                return text == _operand;
            case "ne":
                return text != _operand;
            case "sw":
                return text.StartsWith(_operand, StringComparison.Ordinal);
            case "ew":
                return text.EndsWith(_operand, StringComparison.Ordinal);
            case "in":
                return text.Contains(_operand, StringComparison.Ordinal);
        }

        try
        {
            return _regex!.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>True when the value as text passes.</summary>
    public bool Passes(in ScriptValue value) => Passes(value.ToText());
}
