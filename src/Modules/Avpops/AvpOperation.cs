using Signalbox.Engine.Catalog;
using Signalbox.Engine.Routing;
using Signalbox.Engine.Values;

namespace Signalbox.Modules.Avpops;

/// <summary><c>operation/value[/flags]</c> of avp_op(); the value is <c>i:number</c> or a variable.</summary>
internal sealed class AvpOperation : IPartsArgument<AvpOperation>
{
    private const string Expected = "expected add, sub, mul, div, mod, and, or, xor or not";
    private readonly Func<long, long, long> _apply;
    private readonly AvpSource? _variable;
    private readonly long _number;

    private AvpOperation(Func<long, long, long> apply, AvpSource? variable, long number, AvpFlags flags)
    {
        _apply = apply;
        _variable = variable;
        _number = number;
        Flags = flags;
    }

    /// <summary>g and d, as on the names.</summary>
    public AvpFlags Flags { get; }

    /// <inheritdoc />
    public static bool TryParse(IReadOnlyList<ArgumentPart> parts, out AvpOperation value, out string error)
    {
        value = null!;
        error = $"unknown operation '{parts[0].Text}'; {Expected}";
        if (OperatorOf(parts[0].Text) is not { } apply)
            return false;

        error = $"found '{parts[0].Text}' without a value; expected {parts[0].Text}/i:number or {parts[0].Text}/$avp(name)";
        if (parts.Count < 2)
            return false;

        var number = 0L;
        if (parts[1].Variable is null && !(parts[1].Text.StartsWith("i:", StringComparison.Ordinal) && IntegerText.TryParse(parts[1].Text.AsSpan(2), out number)))
        {
            error = $"found '{parts[1].Text}', expected i:number or a variable";
            return false;
        }

        if (!AvpParts.TryFlags(parts, 2, AvpFlags.All | AvpFlags.Delete, out var flags, out error))
            return false;

        value = new AvpOperation(apply, AvpSource.OfPart(parts[1], all: false), number, flags);
        return true;
    }

    /// <summary>The value on the right; false when the variable is not a number.</summary>
    public bool TryGetOperand(RoutingContext context, out long operand)
    {
        operand = _number;
        if (_variable is null)
            return true;

        var value = _variable.Get(context, 0);
        operand = value.Number;
        return value.IsInteger;
    }

    /// <summary>Computes; a division by 0 gives 0, as with the peer.</summary>
    public long Apply(long left, long right) => _apply(left, right);

    private static Func<long, long, long>? OperatorOf(string word) => word switch
    {
        "add" => static (left, right) => unchecked(left + right),
        "sub" => static (left, right) => unchecked(left - right),
        "mul" => static (left, right) => unchecked(left * right),
        "div" => static (left, right) => right == 0 ? 0 : right == -1 ? unchecked(-left) : left / right,
        "mod" => static (left, right) => right is 0 or -1 ? 0 : left % right,
        "and" => static (left, right) => left & right,
        "or" => static (left, right) => left | right,
        "xor" => static (left, right) => left ^ right,
        "not" => static (_, right) => ~right,
        _ => null,
    };
}
