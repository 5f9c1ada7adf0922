using System.Text.RegularExpressions;
using static Signalbox.Script.Tests.Properties.ReferenceValues;

namespace Signalbox.Script.Tests.Properties;

/// <summary>Makes an expression together with the value that the specification gives it.</summary>
internal sealed class ExpressionModel(Random random)
{
    private static readonly (string Cfg, object? Value)[] Leaves =
    [
        ("0", 0L), ("1", 1L), ("2", 2L), ("7", 7L), ("-1", -1L), ("-3", -3L), ("1000000007", 1000000007L), ("4294967296", 4294967296L),
        ("$var(zero)", 0L), ("$var(five)", 5L), ("$var(minus)", -1L), ("$avp(abc)", "abc"), ("$avp(twelve)", "12"), ("$avp(signed)", "-7"), ("$avp(empty)", ""),
        ("$avp(number)", 42L), ("$avp(nothing)", null), ("$null", null), ("\"x\"", "x"), ("\"12\"", "12"), ("\"\"", ""), ("\"ABC\"", "ABC"),
    ];

    private static readonly string[] Patterns = ["^a", "b+c", "^$", "[0-9]", "^(abc|x)$", "2$", "."];

    /// <summary>Assignments that the leaves need.</summary>
    public const string Setup =
        "$var(zero) = 0; $var(five) = 5; $var(minus) = -1; $avp(abc) = \"abc\"; $avp(twelve) = \"12\"; $avp(signed) = \"-7\"; $avp(empty) = \"\"; $avp(number) = 42;";

    /// <summary>True after an expression was evaluated that the language calls failed: it divides by 0.</summary>
    public bool Failed { get; private set; }

    /// <summary>An expression in parentheses and how to find its value.</summary>
    public (string Cfg, Func<object?> Value) Make(int depth)
    {
        if (depth == 0 || random.Next(6) == 0)
        {
            var (cfg, value) = Leaves[random.Next(Leaves.Length)];
            return (cfg, () => value);
        }

        return random.Next(10) switch
        {
            0 => Unary(depth),
            1 => Cast(depth),
            2 => Length(depth),
            3 => Selection(depth),
            4 => Call(),
            5 => Match(depth),
            6 => Defined(),
            _ => Binary(depth),
        };
    }

    /// <summary>Forgets a failure.</summary>
    public void Reset() => Failed = false;

    private (string, Func<object?>) Unary(int depth)
    {
        var (cfg, value) = Make(depth - 1);
        return random.Next(3) switch
        {
            0 => ($"(!{cfg})", () => Of(Integer(value()) == 0)),
            1 => ($"(~{cfg})", () => ~Integer(value())),
            _ => ($"(-({cfg}))", () => unchecked(-Integer(value()))),
        };
    }

    private (string, Func<object?>) Cast(int depth)
    {
        var (cfg, value) = Make(depth - 1);
        return random.Next(2) == 0 ? ($"((int){cfg})", () => Integer(value())) : ($"((str){cfg})", () => Words(value()));
    }

    private (string, Func<object?>) Length(int depth)
    {
        var (cfg, value) = Make(depth - 1);
        return random.Next(2) == 0 ? ($"strlen({cfg})", () => (long)Words(value()).Length) : ($"strempty({cfg})", () => Of(Words(value()).Length == 0));
    }

    private (string, Func<object?>) Selection(int depth)
    {
        var (condition, holds) = Make(depth - 1);
        var (first, one) = Make(depth - 1);
        var (second, two) = Make(depth - 1);
        return ($"selval({condition}, {first}, {second})", () => (Integer(holds()) > 0 ? one() : two()) ?? string.Empty);
    }

    private (string, Func<object?>) Call()
    {
        var code = random.Next(2) == 0 ? random.Next(1, 9) : -random.Next(1, 9);
        return ($"strange({code})", () => Of(code > 0));
    }

    private (string, Func<object?>) Match(int depth)
    {
        var (cfg, value) = Make(depth - 1);
        var pattern = Patterns[random.Next(Patterns.Length)];
        return ($"({cfg} =~ \"{pattern}\")", () => Of(System.Text.RegularExpressions.Regex.IsMatch(Words(value()), pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)));
    }

    private (string, Func<object?>) Defined()
    {
        var (cfg, value) = Leaves[random.Next(8, 17)];
        return ($"(defined {cfg})", () => Of(value is not null));
    }

    private (string, Func<object?>) Binary(int depth)
    {
        var (left, a) = Make(depth - 1);
        var (right, b) = Make(depth - 1);
        var shift = random.Next(9);
        return random.Next(24) switch
        {
            0 => ($"({left} && {right})", () => Of(Integer(a()) != 0 && Integer(b()) != 0)),
            1 => ($"({left} and {right})", () => Of(Integer(a()) != 0 && Integer(b()) != 0)),
            2 => ($"({left} || {right})", () => Of(Integer(a()) != 0 || Integer(b()) != 0)),
            3 => ($"({left} or {right})", () => Of(Integer(a()) != 0 || Integer(b()) != 0)),
            4 => ($"({left} == {right})", () => Of(right == "$null" ? a() is null : AreEqual(a(), b()))),
            5 => ($"({left} != {right})", () => Of(right == "$null" ? a() is not null : !AreEqual(a(), b()))),
            6 => ($"({left} eq {right})", () => Of(Words(a()) == Words(b()))),
            7 => ($"({left} ne {right})", () => Of(Words(a()) != Words(b()))),
            8 => ($"({left} ieq {right})", () => Of(Integer(a()) == Integer(b()))),
            9 => ($"({left} ine {right})", () => Of(Integer(a()) != Integer(b()))),
            10 => ($"({left} < {right})", () => Of(Integer(a()) < Integer(b()))),
            11 => ($"({left} > {right})", () => Of(Integer(a()) > Integer(b()))),
            12 => ($"({left} <= {right})", () => Of(Integer(a()) <= Integer(b()))),
            13 => ($"({left} >= {right})", () => Of(Integer(a()) >= Integer(b()))),
            14 => ($"({left} - {right})", () => unchecked(Integer(a()) - Integer(b()))),
            15 => ($"({left} * {right})", () => unchecked(Integer(a()) * Integer(b()))),
            16 => ($"({left} / {right})", () => Quotient(a(), b(), wantsRest: false)),
            17 => ($"({left} mod {right})", () => Quotient(a(), b(), wantsRest: true)),
            18 => ($"({left} & {right})", () => Integer(a()) & Integer(b())),
            19 => ($"({left} | {right})", () => Integer(a()) | Integer(b())),
            20 => ($"({left} ^ {right})", () => Integer(a()) ^ Integer(b())),
            21 => ($"({left} << {shift})", () => Integer(a()) << shift),
            22 => ($"({left} >> {shift})", () => Integer(a()) >> shift),
            _ => ($"({left} + {right})", () => Plus(a(), b())),
        };
    }

    private object? Quotient(object? left, object? right, bool wantsRest)
    {
        var result = Divide(Integer(left), Integer(right), wantsRest);
        Failed |= result is null;
        return result;
    }

    private static object Of(bool truth) => truth ? 1L : 0L;
}
