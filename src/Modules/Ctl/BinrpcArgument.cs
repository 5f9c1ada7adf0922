using System.Globalization;

namespace Signalbox.Modules.Ctl;

/// <summary>Gives words of a command line their BINRPC type, as <c>kamcmd</c> does.</summary>
internal static class BinrpcArgument
{
    /// <summary>Appends one argument: <c>s:x</c> is text, digits are an integer, digits with one dot a number.</summary>
    public static void Write(string argument, BinrpcWriter writer)
    {
        if (argument.StartsWith("s:", StringComparison.Ordinal))
            writer.Text(argument[2..]);
        else if (int.TryParse(argument, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            writer.Integer(number);
        else if (IsDecimal(argument, out var value))
            writer.Number(value);
        else
            writer.Text(argument);
    }

    private static bool IsDecimal(string argument, out double value) =>
        double.TryParse(argument, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
        && Math.Abs(value) < int.MaxValue
        && char.IsAsciiDigit(argument[^1]);
}
