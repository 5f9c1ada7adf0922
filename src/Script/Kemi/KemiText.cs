using System.Globalization;

namespace Signalbox.Script.Kemi;

/// <summary>Texts and number forms that both languages share.</summary>
internal static class KemiText
{
    /// <summary>The error by which <c>KSR.x.exit()</c> ends a script; scripts that catch errors see it.</summary>
    public const string ExitMark = "~~ksr~exit~~";

    /// <summary>A number as Lua 5.1 and ECMAScript print it: no fraction when there is none.</summary>
    public static string OfNumber(double number) =>
        number is >= long.MinValue and < long.MaxValue && number == Math.Floor(number)
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("G14", CultureInfo.InvariantCulture);

    /// <summary>What stands before the calls that led to an error.</summary>
    public const string StackMark = " (stack: ";

    /// <summary>An error without the calls: a file that does not load is named by the place itself.</summary>
    public static string WithoutStack(string error) => error.IndexOf(StackMark, StringComparison.Ordinal) is var at and >= 0 ? error[..at] : error;

    /// <summary>A place in a script as the script trace shows it: <c>proxy.lua:12</c>.</summary>
    public static string Place(string path, int line) => string.Create(CultureInfo.InvariantCulture, $"{path[(path.LastIndexOf('/') + 1)..]}:{line}");

    /// <summary>A number as an integer: the fraction is cut off; NaN and what is outside 64 bits become 0.</summary>
    public static long ToInteger(double number) => number is >= long.MinValue and < long.MaxValue ? (long)number : 0;
}
