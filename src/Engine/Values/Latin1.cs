using System.Text;

namespace Signalbox.Engine.Values;

/// <summary>Bytes and characters compared one to one, without a copy.</summary>
public static class Latin1
{
    /// <summary>True when every byte equals the character beside it.</summary>
    public static bool Equals(ReadOnlySpan<byte> bytes, ReadOnlySpan<char> text)
    {
        if (bytes.Length != text.Length)
            return false;

        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != text[i])
                return false;
        }

        return true;
    }

    /// <summary>As <see cref="Equals(ReadOnlySpan{byte}, ReadOnlySpan{char})"/>, ASCII letters without case.</summary>
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> bytes, ReadOnlySpan<char> text)
    {
        if (bytes.Length != text.Length)
            return false;

        for (var i = 0; i < bytes.Length; i++)
        {
            if (char.ToLowerInvariant((char)bytes[i]) != char.ToLowerInvariant(text[i]))
                return false;
        }

        return true;
    }

    /// <summary>ASCII letters without case, bytes with bytes.</summary>
    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => Ascii.EqualsIgnoreCase(left, right);

    /// <summary>Bytes as a string, one char a byte.</summary>
    public static string ToText(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>A string as bytes; a char above 255 becomes '?'.</summary>
    public static byte[] ToBytes(string text) => Encoding.Latin1.GetBytes(text);
}
