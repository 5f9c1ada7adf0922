using System.Numerics;
using System.Text;

namespace Signalbox.Modules.Pv;

/// <summary>Base 58: letters and digits without 0, O, I and l.</summary>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    // The work grows with the square of the text.
    private const int MaxBytes = 1024;

    /// <summary>Encodes; null when there are more than 1024 bytes.</summary>
    public static string? Encode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
            return null;

        var text = new StringBuilder();
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        while (number > 0)
        {
            number = BigInteger.DivRem(number, 58, out var digit);
            text.Insert(0, Alphabet[(int)digit]);
        }

        for (var i = 0; i < bytes.Length && bytes[i] == 0; i++)
            text.Insert(0, Alphabet[0]);

        return text.ToString();
    }

    /// <summary>Decodes; false on another character or too much text.</summary>
    public static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length > MaxBytes)
            return false;

        var number = BigInteger.Zero;
        var zeros = 0;
        foreach (var c in text)
        {
            var digit = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0)
                return false;

            zeros += digit == 0 && number.IsZero ? 1 : 0;
            number = number * 58 + digit;
        }

        var tail = number.IsZero ? [] : number.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes = [.. new byte[zeros], .. tail];
        return true;
    }
}
