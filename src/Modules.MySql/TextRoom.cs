using Signalbox.Modules.Storage.Api;

namespace Signalbox.Modules.MySql;

/// <summary>How much text a column takes.</summary>
/// <param name="Most">The number; 0 = any number.</param>
/// <param name="IsBytes">True for bytes (TEXT, BLOB, VARBINARY), false for characters (CHAR, VARCHAR).</param>
internal readonly record struct TextRoom(long Most, bool IsBytes)
{
    /// <summary>As much of UTF-8 text as fits, without half a character at its end.</summary>
    public ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text)
    {
        if (Most == 0 || text.Length <= Most)
            return text;

        if (!IsBytes)
            return StoredText.Cut(text, (int)Most);

        var length = (int)Most;
        while (length > 0 && (text[length] & 0xc0) == 0x80)
            length--;

        return text[..length];
    }
}
