using System.Globalization;

namespace Signalbox.Script.Tests.Properties;

/// <summary>The rules for values as spec cfg-language §8 says them, written without a look at the compiler. A value is null, a long or a string.</summary>
internal static class ReferenceValues
{
    public static long Integer(object? value) => value switch
    {
        long number => number,
        string text => Number(text) ?? 0,
        _ => 0,
    };

    public static string Words(object? value) => value switch
    {
        long number => number.ToString(CultureInfo.InvariantCulture),
        string text => text,
        _ => string.Empty,
    };

    /// <summary>A number on the left adds; text and undefined concatenate.</summary>
    public static object Plus(object? left, object? right) => left is long number ? unchecked(number + Integer(right)) : Words(left) + Words(right);

    /// <summary>The left side's type decides; undefined takes the type of the right side.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (long number, string text) => Number(text) == number,
        (long number, _) => number == Integer(right),
        (string text, _) => text == Words(right),
        (null, long number) => number == 0,
        _ => Words(right).Length == 0,
    };

    /// <summary>Null for a division by 0, which fails.</summary>
    public static object? Divide(long left, long right, bool wantsRest)
    {
        if (right == 0)
            return null;

        var quotient = (decimal)left / right;
        var whole = (long)decimal.Truncate(quotient);
        return wantsRest ? left - (whole * right) : whole;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
