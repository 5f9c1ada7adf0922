namespace Signalbox.Modules.Core.Api;

/// <summary>The 32-bit hash that operators know from <c>{s.corehash}</c> and table listings.</summary>
internal static class CoreHash
{
    /// <summary>Hash of a text, one byte a char.</summary>
    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = 0u;
        var word = 0u;
        for (var i = 0; i < text.Length; i++)
        {
            word = (word << 8) + (byte)text[i];
            if (i % 4 != 3)
                continue;

            hash += word ^ (word >> 3);
            word = 0;
        }

        hash += word ^ (word >> 3);
        return hash + (hash >> 11) + (hash >> 13) + (hash >> 23);
    }
}
