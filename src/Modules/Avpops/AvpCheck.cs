using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;
using Signalbox.Modules.Core.Api;

namespace Signalbox.Modules.Avpops;

/// <summary><c>operator/value[/flags]</c> of avp_check(); the value is <c>i:number</c>, <c>s:text</c>, text or a variable.</summary>
internal sealed class AvpCheck : IPartsArgument<AvpCheck>
{
    private readonly CheckOperator _operator;
    private readonly AvpSource? _variable;
    private readonly ScriptValue _constant;
    private readonly ScriptRegex? _regex;

    private AvpCheck(CheckOperator check, AvpSource? variable, ScriptValue constant, ScriptRegex? regex, AvpFlags flags)
    {
        _operator = check;
        _variable = variable;
        _constant = constant;
        _regex = regex;
        Flags = flags;
    }

    /// <summary>g all values of the AVP, i without case.</summary>
    public AvpFlags Flags { get; }

    /// <inheritdoc />
    public static bool TryParse(IReadOnlyList<ArgumentPart> parts, out AvpCheck value, out string error)
    {
        value = null!;
        var word = parts[0].Text;
        error = $"unknown operator '{word}'; expected eq, ne, lt, le, gt, ge, re, fm, and, or, xor";
        if (word.Length < 2 || !char.IsAsciiLetter(word[0]) || !Enum.TryParse<CheckOperator>(word, ignoreCase: true, out var check))
            return false;

        error = $"found '{word}' without a value; expected {word}/value";
        if (parts.Count < 2 || parts[1].Text.Length == 0)
            return false;

        if (!AvpParts.TryFlags(parts, 2, AvpFlags.All | AvpFlags.IgnoreCase, out var flags, out error)
            || !TryConstant(parts[1], out var constant, out error))
        {
            return false;
        }

        var variable = AvpSource.OfPart(parts[1], all: false);
        ScriptRegex? regex = null;
        if (check == CheckOperator.Re && variable is null && !ScriptRegex.TryParse(constant.ToText(), out regex, out error))
            return false;

        value = new AvpCheck(check, variable, constant, regex, flags);
        return true;
    }

    /// <summary>True when a value fits.</summary>
    public bool Holds(RoutingContext context, in ScriptValue left)
    {
        var right = _variable is null ? _constant : _variable.Get(context, 0);

        // Text is not compared with numbers: the cfg says i:5 when it means the number.
        if (left.IsInteger && right.IsInteger)
            return Compare(left.Number, right.Number);

        if (!left.IsText || !right.IsText)
            return false;

        using var one = new ValueBytes(context.Worker, left);
        if (_operator == CheckOperator.Re)
            return RegexOf(right) is { } regex && RegexMatches.IsMatch(regex.Regex, one.Span);

        using var two = new ValueBytes(context.Worker, right);
        return _operator == CheckOperator.Fm ? ShellPattern.IsMatch(two.Span, one.Span) : Compare(one.Span, two.Span);
    }

    private static bool TryConstant(ArgumentPart part, out ScriptValue constant, out string error)
    {
        error = string.Empty;
        constant = ScriptValue.Of(part.Text.StartsWith("s:", StringComparison.Ordinal) ? part.Text[2..] : part.Text);
        if (part.Variable is not null || !part.Text.StartsWith("i:", StringComparison.Ordinal))
            return true;

        if (!IntegerText.TryParse(part.Text.AsSpan(2), out var number))
        {
            error = $"found '{part.Text}', expected a number behind i:";
            return false;
        }

        constant = ScriptValue.Of(number);
        return true;
    }

    private ScriptRegex? RegexOf(in ScriptValue right) => _regex ?? (ScriptRegex.TryParse(right.ToText(), out var regex, out _) ? regex : null);

    private bool Compare(long left, long right) => _operator switch
    {
        CheckOperator.And => (left & right) != 0,
        CheckOperator.Or => (left | right) != 0,
        CheckOperator.Xor => (left ^ right) != 0,
        _ => Holds(left.CompareTo(right)),
    };

    private bool Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (!Flags.HasFlag(AvpFlags.IgnoreCase))
            return Holds(left.SequenceCompareTo(right));

        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            var order = char.ToLowerInvariant((char)left[i]) - char.ToLowerInvariant((char)right[i]);
            if (order != 0)
                return Holds(order);
        }

        return Holds(left.Length - right.Length);
    }

    private bool Holds(int order) => _operator switch
    {
        CheckOperator.Eq => order == 0,
        CheckOperator.Ne => order != 0,
        CheckOperator.Lt => order < 0,
        CheckOperator.Le => order <= 0,
        CheckOperator.Gt => order > 0,
        CheckOperator.Ge => order >= 0,
        _ => false,
    };
}
